"""From the number to the archive: print run, seal, distribution with receipts, archive."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.clock import short_day
from govtui.domain.documents.outgoing.addressees import receivers
from govtui.domain.documents.outgoing.states import (
    ARCHIVED,
    IN_FORCE,
    TO_ARCHIVE,
    TO_PRINT,
    TO_SEAL,
    TO_SEND,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.relations import carry_out, marked
from govtui.services.documents.outgoing.views import GONE, signer_words
from govtui.services.documents.rows import Outcome
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing


def print_run(
    desk: Desk, outgoing_id: int, copies: int, issued_on: date | None = None, pages: int | None = None
) -> Outcome:
    """Note the print run: the paper is issued on that day, and what it does to older papers takes effect (art. 73)."""
    if copies < 1:
        raise Refusal("印数至少为 1。")
    if pages is not None and pages < 1:
        raise Refusal("页数至少为 1；不清楚的可以不填。")
    with desk.writing("outgoing.print") as uow:
        paper = papers.fetch(uow, outgoing_id)
        sealed = _is_sealed(desk, paper.kind)
        move(name_of(paper), paper.state, TO_SEAL if sealed else TO_SEND, "印制")
        _must_be(paper, TO_PRINT, "印制")
        on = dated(desk, issued_on, "印发日期", paper.signed_on, "签发日期")
        to = TO_SEAL if sealed else TO_SEND
        columns = {"print_copies": copies, "issued_on": on, "printer": desk.office}
        papers.go_on(uow, paper, to, pages=pages or paper.pages, **marked(uow, outgoing_id, IN_FORCE), **columns)
        ended = carry_out(uow, paper)
        papers.note(uow, outgoing_id, "印制", f"印 {copies} 份，{short_day(date.fromisoformat(on))} 印发" + ended)
        sentence = f"{name_of(paper)}印 {copies} 份" + ended
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def seal(
    desk: Desk,
    outgoing_id: int,
    copies: int | None = None,
    used_on: date | None = None,
    keeper: str = "",
    handler: str = "",
    skip_reason: str = "",
) -> Outcome:
    """Put the seal's use into the seal register (one matter, one line); without a seal the reason is kept instead."""
    if copies is not None and copies < 1:
        raise Refusal("用印份数至少为 1。")
    keeper, handler, skip = said(keeper), said(handler), said(skip_reason)
    with desk.writing("outgoing.seal") as uow:
        paper = papers.fetch(uow, outgoing_id)
        _must_be(paper, TO_SEAL, "用印")
        on = dated(desk, used_on, "用印日期", paper.issued_on, "印发日期")
        if skip:
            papers.go_on(uow, paper, TO_SEND, seal_note=f"未用印：{skip}")
            words = f"未用印：{skip}"
        else:
            uow.add(_seal_line(desk, paper, on, copies or paper.print_copies or 1, keeper, handler))
            papers.go_on(uow, paper, TO_SEND, sealed_on=on, seal_note="")
            words = f"用印 {copies or paper.print_copies or 1} 份"
        papers.note(uow, outgoing_id, "用印", words)
        sentence = f"{name_of(paper)}{words}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def proposed_distribution(desk: Desk, outgoing_id: int) -> tuple[tuple[int | None, str, int], ...]:
    """The units meant as addressees and in copy, each with one copy: (unit id if known, name, copies)."""
    with desk.reading() as reader:
        row = lists.paper(reader, outgoing_id)
        if row is None:
            raise Refusal(GONE)
        sent = {one["unit"] for one in lists.belongings(reader, "distribution", outgoing_id)}
    people = directory(desk)
    texts = (row["addressees"], row["copies_to"])
    found = receivers(desk.book, people, texts, desk.today(), desk.office)
    return tuple((unit_id, name, 1) for unit_id, name in found if name not in sent)


def distribute(
    desk: Desk,
    outgoing_id: int,
    lines: Sequence[tuple[int | None, str, int]],
    way: str = "",
    sent_on: date | None = None,
) -> Outcome:
    """Send copies out. Raises Refusal when more copies go out than were printed, and for an empty list."""
    way = said(way)
    wanted = [(unit_id, said(unit), copies) for unit_id, unit, copies in lines if clean(unit)]
    if not wanted:
        raise Refusal("请写明发给哪些单位。")
    if any(copies < 1 for *_, copies in wanted):
        raise Refusal("每个单位的份数至少为 1。")
    with desk.writing("outgoing.send") as uow:
        paper = papers.fetch(uow, outgoing_id)
        _must_be(paper, TO_SEND, "分发", also=(TO_ARCHIVE,))
        total = _sent(uow, outgoing_id) + sum(copies for *_, copies in wanted)
        if paper.print_copies and total > paper.print_copies:
            raise Refusal(f"共印 {paper.print_copies} 份，要发 {total} 份；请改份数，或登记加印。")
        on = dated(desk, sent_on, "送出日期", paper.issued_on, "印发日期")
        for unit_id, unit, copies in wanted:
            uow.add(
                tables.Distribution(
                    outgoing_id=outgoing_id, unit_id=unit_id, unit=unit, copies=copies, way=way, sent_on=on
                )
            )
        papers.go_on(uow, paper, TO_ARCHIVE, sent_on=paper.sent_on or on)
        words = f"分发 {len(wanted)} 个单位 {sum(copies for *_, copies in wanted)} 份"
        papers.note(uow, outgoing_id, "分发", words)
        sentence = f"{name_of(paper)}{words}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(len(wanted), sentence)


def print_more(desk: Desk, outgoing_id: int, copies: int, reason: str) -> Outcome:
    """Note that more copies were printed after the first run."""
    reason = said(reason)
    if copies < 1 or not reason:
        raise Refusal("加印要写明份数和理由。")
    with desk.writing("outgoing.print.more") as uow:
        paper = papers.fetch(uow, outgoing_id)
        _must_be(paper, TO_SEND, "加印", also=(TO_SEAL, TO_ARCHIVE))
        uow.change(paper, print_copies=paper.print_copies + copies)
        papers.note(uow, outgoing_id, "印制", f"加印 {copies} 份：{reason}")
        sentence = f"{name_of(paper)}加印 {copies} 份：{reason}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def receive(desk: Desk, distribution_ids: Sequence[int], receiver: str = "", on: date | None = None) -> Outcome:
    """Write down that copies were signed for; one transaction for all of them, of several papers too."""
    if not distribution_ids:
        raise Refusal("请先选签收的单位。")
    receiver = said(receiver)
    with desk.writing("outgoing.receive") as uow:
        rows = [uow.get(tables.Distribution, one) for one in distribution_ids]
        for row in rows:
            day = dated(desk, on, "签收日期", row.sent_on, "送出日期")
            uow.change(row, receiver=receiver or row.receiver, received_on=day)
        words = []
        for outgoing_id in dict.fromkeys(row.outgoing_id for row in rows):
            units = "、".join(row.unit for row in rows if row.outgoing_id == outgoing_id)
            papers.note(uow, outgoing_id, "签收", f"{units}签收" + (f"（{receiver}）" if receiver else ""))
            words.append(f"{name_of(papers.fetch(uow, outgoing_id))} {units}签收")
        sentence = "；".join(words)
        uow.say(sentence, "outgoing", rows[0].outgoing_id)
    return Outcome(len(rows), sentence)


def archive(desk: Desk, ids: Sequence[int], archive_no: str = "", on: date | None = None) -> Outcome:
    """File papers away; receipts still missing are said, they do not stop it."""
    if not ids:
        raise Refusal("请先选要归档的文件。")
    archive_no = said(archive_no)
    with desk.writing("outgoing.archive") as uow:
        names, missing = [], 0
        for outgoing_id in ids:
            paper = papers.fetch(uow, outgoing_id)
            _must_be(paper, TO_ARCHIVE, "归档")
            day = dated(desk, on, "归档日期", paper.sent_on, "送出日期")
            papers.go_on(uow, paper, ARCHIVED, archived_on=day, archive_no=archive_no or paper.archive_no)
            papers.note(uow, outgoing_id, "归档", f"归档 {paper.archive_no}".strip())
            names.append(name_of(paper))
            missing += _unsigned(uow, outgoing_id)
        tail = f"；还有 {missing} 个单位未签收" if missing else ""
        sentence = f"归档 {names[0]}" + (f"等 {len(names)} 件" if len(names) > 1 else "") + tail
        uow.say(sentence, "outgoing", ids[0])
    return Outcome(len(ids), sentence)


def reopen(desk: Desk, outgoing_id: int) -> Outcome:
    """Take an archived paper out again, for more distribution or receipts."""
    with desk.writing("outgoing.reopen") as uow:
        paper = papers.fetch(uow, outgoing_id)
        papers.go_on(uow, paper, move(name_of(paper), paper.state, TO_ARCHIVE, "重新办理"), archived_on=None)
        papers.note(uow, outgoing_id, "归档", "取出重新办理")
        sentence = f"{name_of(paper)}取出重新办理"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def _is_sealed(desk: Desk, kind: str) -> bool:
    found = desk.book.kind(kind)
    return found is None or found.sealed


def _must_be(paper: "Outgoing", state: str, act: str, also: Sequence[str] = ()) -> None:
    if paper.state not in (state, *also):
        raise Refusal(f"{name_of(paper)}现在是“{paper.state}”，不能{act}。")


def _seal_line(desk: Desk, paper: "Outgoing", on: str, copies: int, keeper: str, handler: str) -> "tables.SealUse":
    series = next((one for one in desk.book.outgoing_series if one.id == paper.series), None)
    organ = desk.book.organ_name(series.organ) if series and series.organ else desk.office
    return tables.SealUse(
        outgoing_id=paper.id,
        used_on=on,
        unit=paper.drafting_unit,
        seal=f"{organ}印章",
        matter="印发公文",
        paper=f"{paper.number}《{paper.title}》",
        copies=copies,
        approver=signer_words(paper.signer, paper.signer_for),
        handler=handler or paper.drafter,
        keeper=keeper or desk.actor.name,
    )


def _sent(uow: UnitOfWork, outgoing_id: int) -> int:
    return int(uow.value("SELECT coalesce(sum(copies), 0) FROM distribution WHERE outgoing_id = :id", id=outgoing_id))


def _unsigned(uow: UnitOfWork, outgoing_id: int) -> int:
    return int(
        uow.value("SELECT count(*) FROM distribution WHERE outgoing_id = :id AND received_on IS NULL", id=outgoing_id)
    )
