"""One row of a foreign register read as a paper of ours, or the reason why not."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from govtui.domain.clock import NEVER, in_china, to_stamp
from govtui.domain.documents.kinds import guess_class, guess_kind, kind_aliases
from govtui.domain.documents.numbers import parse_number
from govtui.domain.documents.registers import OwnNumber, read_class, read_register_number
from govtui.domain.documents.secrecy import read_grade
from govtui.domain.documents.states import CLOSED, SENT_BACK, VOID
from govtui.domain.text import fold
from govtui.services.desk import Desk
from govtui.services.documents.due import columns_of, reckon
from govtui.services.documents.importing.cells import DITTO, EMPTY_DAY, Cells, SecretGuard, kept, urgency_of
from govtui.services.documents.importing.rows import Course, IncomingPaper, Paper, Rejected, SourceRow, SourceSheet
from govtui.services.documents.importing.standing import Places, Standing, standing
from govtui.services.documents.registering import number_columns
from govtui.services.people import directory
from govtui.services.workdays import current_calendar

NO_NUMBER = parse_number("").reason
BY_YEAR, UNDATED = "导入：无收文日期，按年初", "导入：无收文日期，按导入当日"
_PLAIN_TEXTS = ("copy_no", "attachments", "signed_by", "archive_no", "answer_number")


class PaperReader:
    """Reads rows with the desk's people, calendar and rules, each asked for once."""

    def __init__(self, desk: Desk) -> None:
        self._book, self._today = desk.book, desk.today()
        self._people, self._calendar = directory(desk), current_calendar(desk)
        self._places = Places(self._people, self._today, desk.actor.section or "办公室")
        self._kinds = [kind.name for kind in desk.book.document_kinds]
        self._aliases = kind_aliases(self._kinds)
        self._degrees = desk.book.urgencies
        self._sections = kept(self._section_of)
        self._refuse_secrets = SecretGuard()

    def read(self, course: Course, row: SourceRow) -> IncomingPaper:
        """The paper that a row means. Raises Rejected with the reason when it means none."""
        self._refuse_secrets(course.sheet, row)
        cells = Cells(row.fields, course.sheet.epoch1904)
        title = cells.text("title")
        if not fold(title):
            raise Rejected("没有标题" if "title" in course.sheet.fields else "这张表看不出哪一列是标题，请指定")
        own = read_register_number(row.fields.get("number"))
        if own.reason:
            raise Rejected(own.reason)
        notes: list[str] = []
        received = self._received(course, cells, own, notes)
        values = self._values(cells, title, received, notes)
        stands = self._standing(course.sheet, cells, values, received, notes)
        if own.written:
            notes.append(f"原收文号：{own.written}")
        values["note"] = "；".join(filter(None, (cells.text("note"), *notes)))
        year = own.year or course.sheet.year or received.year
        if not 1949 <= year <= self._today.year + 1:
            raise Rejected("收文号的年份不合理")
        instruction = cells.text("instruction")
        whole = tuple(notes)
        where = (stands.units, stands.leader, instruction, UNDATED not in whole)
        return IncomingPaper(year, own.serial, values, whole, *where)

    # -- when -------------------------------------------------------------------------------------------------------

    def _received(self, course: Course, cells: Cells, own: OwnNumber, notes: list[str]) -> datetime:
        """The moment it came in. What a cell leaves out the number, the sheet or the row before says."""
        known = own.year or course.sheet.year or (course.day.year if course.day else None)
        text = cells.text("received_at")
        found = cells.day("received_at", known or self._today.year)
        if found.day is None and found.reason == EMPTY_DAY or text in DITTO:
            day = course.day or (date(known, 1, 1) if known else self._today)
            if not text:
                notes.append("导入：无收文日期，按上一行" if course.day else BY_YEAR if known else UNDATED)
            return self._opening(day)
        if found.day is None:
            raise Rejected(f"收文日期：{found.reason}")
        if known is None and cells.day("received_at", None).day is None:
            course.assumed[f"“{course.sheet.name}”里看不出年份，按 {self._today.year} 年计"] = None
        if found.day > self._today:
            notes.append("导入：收文日期晚于今天")
        course.day = found.day
        return found.moment or self._opening(found.day)

    def _opening(self, day: date) -> datetime:
        return in_china(datetime.combine(day, self._book.office_hours.opens))

    # -- what -------------------------------------------------------------------------------------------------------

    def _values(self, cells: Cells, title: str, received: datetime, notes: list[str]) -> dict[str, Any]:
        sender, sender_id = self._places.unit(cells.text("sender"))
        raw = cells.untouched("sender_number")
        parsed = parse_number(raw)
        values: dict[str, Any] = {name: cells.text(name) for name in _PLAIN_TEXTS}
        values |= number_columns("" if parsed.reason == NO_NUMBER else raw, parsed)
        if parsed.reason == NO_NUMBER:
            values["sender_number"] = ""
        kind = self._kind(cells.text("kind"), title)
        values |= {
            "received_at": to_stamp(received),
            "sender_id": sender_id,
            "sender": sender,
            "title": title,
            "kind": kind,
            "doc_class": read_class(cells.text("doc_class")) or guess_class(title, kind or None).doc_class,
            "secrecy": read_grade(cells.text("secrecy")),
            "urgency": urgency_of(self._degrees, cells, title, raw, notes),
            "copies": cells.count("copies") or 1,
            "pages": cells.count("pages"),
            "channel": self._channel(cells.text("channel"), notes),
            "proposal": cells.text("proposal", multiline=True),
            "result": cells.text("result", multiline=True),
            "section_id": self._section(cells.text("section"), sender_id, notes),
            "incomplete": not sender or not cells.text("received_at"),
        }
        return values

    def _kind(self, word: str, title: str) -> str:
        return self._aliases.get(word) or guess_kind(title, self._kinds).kind or ""

    def _channel(self, word: str, notes: list[str]) -> str:
        for channel in self._book.channels:
            if word and fold(word) == fold(channel.name):
                return channel.id
        if word:
            notes.append(f"来文方式：{word}")
        return self._book.channels[0].id

    def _section(self, word: str, sender_id: int | None, notes: list[str]) -> int | None:
        _, section_id = self._places.unit(word) if word else ("", None)
        if section_id is not None:
            return section_id
        if word:
            notes.append(f"拟办科室：{word}")
        found: int | None = self._sections(sender_id) if sender_id else None
        return found

    def _section_of(self, sender_id: int) -> int | None:
        found = self._people.serving_section(sender_id, self._today)
        return found.id if found else None

    # -- how far ----------------------------------------------------------------------------------------------------

    def _standing(
        self, sheet: SourceSheet, cells: Cells, values: dict[str, Any], received: datetime, notes: list[str]
    ) -> Standing:
        """Fill in state, place and deadline."""
        due = self._given_due(cells, received, notes)
        closing_known = "closed_at" in sheet.fields
        stands = standing(cells, self._places, received, self._today, closing_known, due is not None)
        values |= stands.columns(received)
        if due is not None:
            values |= {"due_at": to_stamp(due), "due_basis": "", "due_provisional": False}
        elif stands.state in (CLOSED, SENT_BACK, VOID):
            values |= {"due_at": NEVER, "due_basis": "", "due_provisional": False}
        else:
            marks = (values["urgency"], values["kind"], values["doc_class"])
            values |= columns_of(reckon(self._book, self._calendar, received, *marks))
        if stands.note:
            notes.append(stands.note)
        return stands

    def _given_due(self, cells: Cells, received: datetime, notes: list[str]) -> datetime | None:
        """The register's own due day; words that are no day (尽快) are kept as a note."""
        found = cells.day_after("due_at", received.date())
        if found.day is None:
            if found.reason != EMPTY_DAY:
                notes.append(f"办结时限：{cells.text('due_at')}")
            return None
        return found.moment or in_china(datetime.combine(found.day, self._book.office_hours.closes))


def closing_assumptions(papers: Iterable[Paper]) -> str:
    """The sentence about papers that were taken as closed without a closing day (empty: there are none)."""
    from govtui.services.documents.importing.standing import NO_CLOSING_DAY

    count = sum(NO_CLOSING_DAY in paper.notes for paper in papers)
    return f"{count:,} 件没有办结日期而视为已办结，办结日期暂记为收文日期，备注里有说明" if count else ""
