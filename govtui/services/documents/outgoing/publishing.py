"""How open a paper is, and its publication within the time the statute gives (arts. 28, 29, 70)."""

from collections.abc import Sequence
from datetime import date

from govtui.domain.documents.outgoing.gates import publicity_findings
from govtui.domain.documents.outgoing.states import BEFORE_SIGNING, VOID
from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.numbering import watch_columns
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.store.documents.outgoing import papers


def set_publicity(
    desk: Desk, outgoing_id: int, publicity: str, reason: str = "", permits: Sequence[Permit] = ()
) -> Outcome:
    """Say how open a paper is. A closed one needs its reason (R29); congratulations stay closed (R70).

    The watch starts with the number; on a numbered paper a change starts or ends it.
    """
    publicity, reason = clean(publicity), clean(reason)
    if refused := looks_classified(reason):
        raise Refusal(refused)
    with desk.writing("outgoing.publicity") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.state == VOID:
            raise Refusal(f"{name_of(paper)}已作废，不用再定公开方式。")
        found = publicity_findings(desk.book, paper.kind, publicity, reason)
        warned = pass_gates(desk, uow, found, permits, "outgoing", outgoing_id)
        watch = {}
        if paper.number and paper.state not in BEFORE_SIGNING:
            formed = date.fromisoformat(paper.dated_on or paper.issued_on or desk.today().isoformat())
            watch = watch_columns(desk, publicity, formed, paper.published_on)
        uow.change(paper, publicity=publicity, publicity_reason=reason, **watch)
        words = publicity + (f"（{reason}）" if reason else "")
        papers.note(uow, outgoing_id, "公开", f"公开方式：{words}")
        sentence = f"{name_of(paper)}公开方式：{words}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence, warned)


def publish(
    desk: Desk,
    ids: Sequence[int],
    on: date | None = None,
    channel: str = "",
    index_number: str = "",
    registered_on: date | None = None,
    owner_section: str = "",
) -> Outcome:
    """Note that papers were published: the day, the channel, and the publication record's index number and own day.

    Raises Refusal for a paper that is closed, that has no number yet, or for a day before it was signed.
    """
    if not ids:
        raise Refusal("请先选已公开的文件。")
    day = on or desk.today()
    with desk.writing("outgoing.publish") as uow:
        names = []
        for outgoing_id in ids:
            paper = papers.fetch(uow, outgoing_id)
            _may_publish(desk, paper.publicity, paper.number, name_of(paper))
            if paper.signed_on and day.isoformat() < paper.signed_on:
                raise Refusal(f"公开日期不能早于签发日期 {paper.signed_on}。")
            uow.change(
                paper,
                published_on=day.isoformat(),
                publish_open=False,
                publish_channel=clean(channel) or paper.publish_channel,
                index_number=clean(index_number) or paper.index_number,
                registered_on=registered_on.isoformat() if registered_on else paper.registered_on,
                owner_section=clean(owner_section) or paper.owner_section,
            )
            papers.note(uow, outgoing_id, "公开", f"{day.isoformat()} 公开 {clean(channel)}".strip())
            names.append(name_of(paper))
        sentence = f"已公开：{names[0]}" + (f"等 {len(names)} 件" if len(names) > 1 else "")
        uow.say(sentence, "outgoing", ids[0])
    return Outcome(len(ids), sentence)


def _may_publish(desk: Desk, publicity: str, number: str, name: str) -> None:
    terms = desk.book.publication
    if not number:
        raise Refusal(f"{name}还没有编号，不能公开。")
    if terms is not None and publicity in terms.reason_needed:
        raise Refusal(f"{name}定为{publicity}，要公开请先改公开方式。")
