"""The legality review and the public consultation of a draft (R21b, R21e, R19b, R20a, R20b)."""

from collections.abc import Sequence
from datetime import date

from govtui.domain.documents.normative.drafts import legality_findings, reviewer_fault
from govtui.domain.documents.normative.kinds import NORMATIVE, questions
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.normative.drafting import NOUN
from govtui.services.documents.normative.gates import draft_of, open_findings
from govtui.services.documents.normative.views import must_be_there, name_of
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.store.documents import normative as store


def check(
    desk: Desk,
    normative_id: int,
    failed: Sequence[str] = (),
    reviewer: str = "",
    on: date | None = None,
    opinion: str = "",
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Write down one review: the questions answered with no, who reviewed, on which day, what the legal office says.

    What is not in `failed` counts as confirmed. A review that failed is written down as well; it stands against
    registering. Raises Refusal for unknown questions or a day to come, and by R21b when the reviewer is missing or is
    the drafter.
    """
    reviewer, opinion, on = said(reviewer), said(opinion, multiline=True), on or desk.today()
    if on > desk.today():
        raise Refusal(f"审查日期 {on} 还没有到，请改正。")
    with desk.writing("normative.check") as uow:
        row = store.fetch(uow, normative_id)
        name = name_of(row.reg_number, row.number, row.title)
        if row.published_on is not None:
            raise Refusal(f"{name}已经公布，审查情况不能再改。")
        asked = {item.id: item.question for item in questions(desk.book, row.type)}
        if unknown := set(failed) - set(asked):
            raise Refusal(f"没有“{'、'.join(sorted(unknown))}”这样的审查问题，请重新打开审查表。")
        answers = {"failed" if row.type == NORMATIVE else "steps_failed": " ".join(failed)}
        mark = store.newest_release(uow)
        uow.change(
            row,
            checked=True,
            legal_reviewer=reviewer,
            legal_reviewed_on=on.isoformat(),
            legal_opinion=opinion,
            release_mark=mark,
            **answers,
        )
        draft = draft_of(must_be_there(store.document(uow, normative_id)), uow)
        if row.type == NORMATIVE and reviewer_fault(draft.drafter, draft.reviewer):
            pass_gates(desk, uow, legality_findings(desk.book, draft), permits, NOUN, normative_id)
        elif not reviewer:
            raise Refusal("请填写审查人。")
        left = open_findings(desk, uow, must_be_there(store.document(uow, normative_id)))
        result = f"{len(failed)} 项不符合：{'；'.join(asked[one] for one in failed)}" if failed else "逐项符合"
        uow.say(f"{name} 合法性审查（{reviewer or '未写审查人'}）：{result}", NOUN, normative_id)
    return Outcome(1, f"{name}审查已记：{result}", left)


def consult(
    desk: Desk,
    normative_id: int,
    first: date | None = None,
    last: date | None = None,
    exempt: str = "",
    leaning: str = "",
) -> Outcome:
    """Write down when the public was asked, or why it may not be; and the legal office's leaning opinion, if any.

    `exempt` is the secrecy that forbids asking, or the ground for a shorter time. Raises Refusal when only one of the
    days is there, when they stand the wrong way round, or when there is nothing to write.
    """
    exempt, leaning = said(exempt), said(leaning, multiline=True)
    _plausible(first, last, exempt, leaning)
    with desk.writing("normative.consult") as uow:
        row = store.fetch(uow, normative_id)
        name = name_of(row.reg_number, row.number, row.title)
        if row.published_on is not None:
            raise Refusal(f"{name}已经公布，征求意见的情况不能再改。")
        uow.change(
            row,
            consulted_from=first.isoformat() if first else None,
            consulted_to=last.isoformat() if last else None,
            consult_exempt=exempt,
            leaning=leaning,
            release_mark=store.newest_release(uow),
        )
        left = open_findings(desk, uow, must_be_there(store.document(uow, normative_id)))
        words = f"公开征求意见 {first} 至 {last}" if first else f"不公开征求意见：{exempt}" if exempt else "倾向性意见"
        uow.say(f"{name} {words}", NOUN, normative_id)
    return Outcome(1, f"{name}：{words}", left)


def _plausible(first: date | None, last: date | None, exempt: str, leaning: str) -> None:
    if (first is None) != (last is None):
        raise Refusal("公开征求意见的起止日期要一起填写。")
    if first is not None and last is not None and first > last:
        raise Refusal(f"征求意见从 {first} 到 {last}，起止颠倒了，请改正。")
    if first is None and not exempt and not leaning:
        raise Refusal("请填写公开征求意见的起止日期，或者不公开征求的依据。")
