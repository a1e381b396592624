"""From the number to the archive: print run, seal, distribution with receipts, archive."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.clock import short_day
from govtui.domain.documents.outgoing.states import (
    ARCHIVED,
    TO_ARCHIVE,
    TO_PRINT,
    TO_SEAL,
    TO_SEND,
    move,
)
from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.naming import name_of
from govtui.services.documents.outgoing.relations import carry_out
from govtui.services.documents.outgoing.views import GONE, signer_words
from govtui.services.documents.rows import Outcome
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.documents.outgoing import lists, papers
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Outgoing

_BETWEEN = re.compile(r"[、，,；;\n]+")


def print_run(
    desk: Desk, outgoing_id: int, copies: int, issued_on: date | None = None, pages: int | None = None
) -> Outcome:
    """Note the print run: the paper is issued on that day, and what it does to older papers takes effect (art. 73)."""
    if copies < 1:
        raise Refusal("印数至少为 1。")
    on = issued_on or desk.today()
    with desk.writing("outgoing.print") as uow:
        paper = papers.fetch(uow, outgoing_id)
        sealed = _is_sealed(desk, paper.kind)
        move(name_of(paper), paper.state, TO_SEAL if sealed else TO_SEND, "印制")
        _must_be(paper, TO_PRINT, "印制")
        if paper.signed_on and on.isoformat() < paper.signed_on:
            raise Refusal(f"印发日期不能早于签发日期 {paper.signed_on}。")
        to = TO_SEAL if sealed else TO_SEND
        columns = {"print_copies": copies, "issued_on": on.isoformat(), "printer": desk.office}
        papers.go_on(uow, paper, to, pages=pages or paper.pages, force="有效", **columns)
        ended = carry_out(uow, paper)
        papers.note(uow, outgoing_id, "印制", f"印 {copies} 份，{short_day(on)} 印发" + ended)
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
    with desk.writing("outgoing.seal") as uow:
        paper = papers.fetch(uow, outgoing_id)
        _must_be(paper, TO_SEAL, "用印")
        on = (used_on or desk.today()).isoformat()
        if skip := clean(skip_reason):
            papers.go_on(uow, paper, TO_SEND, seal_note=f"未用印：{skip}")
            words = f"未用印：{skip}"
        else:
            uow.add(_seal_line(desk, paper, on, copies or paper.print_copies or 1, clean(keeper), clean(handler)))
            papers.go_on(uow, paper, TO_SEND, sealed_on=on, seal_note="")
            words = f"用印 {copies or paper.print_copies or 1} 份"
        papers.note(uow, outgoing_id, "用印", words)
        sentence = f"{name_of(paper)}{words}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def proposed_distribution(desk: Desk, outgoing_id: int) -> tuple[tuple[int | None, str, int], ...]:
    """The units named as addressees and in copy, each with one copy: (unit id if known, name, copies)."""
    with desk.reading() as reader:
        row = lists.paper(reader, outgoing_id)
        if row is None:
            raise Refusal(GONE)
        sent = {one["unit"] for one in lists.belongings(reader, "distribution", outgoing_id)}
    people = directory(desk)
    names = [name.strip(" 。：:") for text in (row["addressees"], row["copies_to"]) for name in _BETWEEN.split(text)]
    found = []
    for name in dict.fromkeys(filter(None, names)):
        unit = people.unit_named(name)
        if name not in sent:
            found.append((unit.id if unit else None, name, 1))
    return tuple(found)


def distribute(
    desk: Desk,
    outgoing_id: int,
    lines: Sequence[tuple[int | None, str, int]],
    way: str = "",
    sent_on: date | None = None,
) -> Outcome:
    """Send copies out. Raises Refusal when more copies go out than were printed, and for an empty list."""
    wanted = [(unit_id, clean(unit), copies) for unit_id, unit, copies in lines if clean(unit)]
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
        on = (sent_on or desk.today()).isoformat()
        for unit_id, unit, copies in wanted:
            uow.add(
                tables.Distribution(
                    outgoing_id=outgoing_id, unit_id=unit_id, unit=unit, copies=copies, way=clean(way), sent_on=on
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
    if copies < 1 or not clean(reason):
        raise Refusal("加印要写明份数和理由。")
    with desk.writing("outgoing.print.more") as uow:
        paper = papers.fetch(uow, outgoing_id)
        _must_be(paper, TO_SEND, "加印", also=(TO_SEAL, TO_ARCHIVE))
        uow.change(paper, print_copies=paper.print_copies + copies)
        papers.note(uow, outgoing_id, "印制", f"加印 {copies} 份：{clean(reason)}")
        sentence = f"{name_of(paper)}加印 {copies} 份：{clean(reason)}"
        uow.say(sentence, "outgoing", outgoing_id)
    return Outcome(1, sentence)


def receive(desk: Desk, distribution_ids: Sequence[int], receiver: str = "", on: date | None = None) -> Outcome:
    """Write down that copies were signed for; one transaction for all of them."""
    if not distribution_ids:
        raise Refusal("请先选签收的单位。")
    if refused := looks_classified(receiver):
        raise Refusal(refused)
    day = (on or desk.today()).isoformat()
    with desk.writing("outgoing.receive") as uow:
        rows = [uow.get(tables.Distribution, one) for one in distribution_ids]
        for row in rows:
            if day < row.sent_on:
                raise Refusal(f"签收日期不能早于送出日期 {row.sent_on}。")
            uow.change(row, receiver=clean(receiver) or row.receiver, received_on=day)
        paper = papers.fetch(uow, rows[0].outgoing_id)
        units = "、".join(row.unit for row in rows)
        papers.note(uow, rows[0].outgoing_id, "签收", f"{units}签收" + (f"（{clean(receiver)}）" if receiver else ""))
        sentence = f"{name_of(paper)} {units}签收"
        uow.say(sentence, "outgoing", rows[0].outgoing_id)
    return Outcome(len(rows), sentence)


def archive(desk: Desk, ids: Sequence[int], archive_no: str = "", on: date | None = None) -> Outcome:
    """File papers away; receipts still missing are said, they do not stop it."""
    if not ids:
        raise Refusal("请先选要归档的文件。")
    day = (on or desk.today()).isoformat()
    with desk.writing("outgoing.archive") as uow:
        names, missing = [], 0
        for outgoing_id in ids:
            paper = papers.fetch(uow, outgoing_id)
            _must_be(paper, TO_ARCHIVE, "归档")
            papers.go_on(uow, paper, ARCHIVED, archived_on=day, archive_no=clean(archive_no) or paper.archive_no)
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
