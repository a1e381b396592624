"""How open a paper is, and its publication within the time the statute gives (arts. 28, 29, 70)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.documents.normative.kinds import PUBLISHED_TYPES
from govtui.domain.documents.outgoing.gates import publicity_findings
from govtui.domain.documents.outgoing.states import NUMBERED_STATES, VOID
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.numbering import watch_columns
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.store.documents import normative
from govtui.store.documents.outgoing import papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing


def set_publicity(
    desk: Desk, outgoing_id: int, publicity: str, reason: str = "", permits: Sequence[Permit] = ()
) -> Outcome:
    """Say how open a paper is. A closed one needs its reason (R29); congratulations stay closed (R70).

    The watch starts with the number; on a numbered paper a change starts or ends it.
    """
    publicity, reason = said(publicity), said(reason)
    with desk.writing("outgoing.publicity") as uow:
        paper = papers.fetch(uow, outgoing_id)
        if paper.state == VOID:
            raise Refusal(f"{name_of(paper)}已作废，不用再定公开方式。")
        found = publicity_findings(desk.book, paper.kind, publicity, reason)
        warned = pass_gates(desk, uow, found, permits, "outgoing", outgoing_id)
        watch = {}
        if paper.number and paper.state in NUMBERED_STATES:
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

    Raises Refusal for a paper that is closed, void, not signed or not numbered, for a normative one whose document is
    not published, and for a day to come or before it was signed.
    """
    if not ids:
        raise Refusal("请先选已公开的文件。")
    registered = dated(desk, registered_on, "公开登记日期") if registered_on else None
    channel, index_number, owner_section = said(channel), said(index_number), said(owner_section)
    with desk.writing("outgoing.publish") as uow:
        names = []
        for outgoing_id in ids:
            paper = papers.fetch(uow, outgoing_id)
            _may_publish(desk, uow, paper)
            day = dated(desk, on, "公开日期", paper.signed_on, "签发日期")
            uow.change(
                paper,
                published_on=day,
                publish_open=False,
                publish_channel=channel or paper.publish_channel,
                index_number=index_number or paper.index_number,
                registered_on=registered or paper.registered_on,
                owner_section=owner_section or paper.owner_section,
            )
            papers.note(uow, outgoing_id, "公开", f"{day} 公开 {channel}".strip())
            names.append(name_of(paper))
        sentence = f"已公开：{names[0]}" + (f"等 {len(names)} 件" if len(names) > 1 else "")
        uow.say(sentence, "outgoing", ids[0])
    return Outcome(len(ids), sentence)


def _may_publish(desk: Desk, uow: UnitOfWork, paper: "Outgoing") -> None:
    terms, name = desk.book.publication, name_of(paper)
    if paper.state == VOID:
        raise Refusal(f"{name}已作废，不能公开。")
    if not paper.number or paper.state not in NUMBERED_STATES:
        raise Refusal(f"{name}现在是“{paper.state}”，签发、编号以后才能公开。")
    document = normative.of_outgoing(uow, paper.id) if paper.id is not None else None
    if document is not None and document["type"] in PUBLISHED_TYPES and not document["published_on"]:
        raise Refusal(f"{name}是规范性文件，请在“规范性文件”中登记、公布；公布以后这里一并记为公开。")
    if terms is not None and paper.publicity in terms.reason_needed:
        raise Refusal(f"{name}定为{paper.publicity}，要公开请先改公开方式。")
