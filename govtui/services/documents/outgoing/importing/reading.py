"""One row of a register of outgoing papers read as a paper of ours, or the reason why not."""

import re
from typing import Any

from govtui.domain.documents.kinds import guess_kind, kind_aliases
from govtui.domain.documents.outgoing.drafts import guess_direction
from govtui.domain.documents.outgoing.matching import OwnNumber, read_own_number, series_of_sheet
from govtui.domain.documents.outgoing.relating import Related, read_relations
from govtui.domain.documents.outgoing.states import AMENDED, ARCHIVED, ENDS, IN_FORCE, LAPSED, REPEALED, VOID
from govtui.domain.documents.secrecy import read_grade
from govtui.domain.text import clean, fold, halfwidth
from govtui.services.desk import Desk
from govtui.services.documents.importing.cells import EMPTY_DAY, Cells, SecretGuard, kept, urgency_of
from govtui.services.documents.importing.rows import Course, Rejected, SourceRow
from govtui.services.documents.outgoing.importing.days import PaperDays, read_days
from govtui.services.documents.outgoing.importing.documents import DocumentReader
from govtui.services.documents.outgoing.importing.papers import OutgoingPaper
from govtui.services.people import directory

NO_TITLE = "（空号）"
"""What a void number is called whose line in the old register says nothing else."""

_TEXTS = (
    *("drafting_unit", "drafter", "checker", "cosigners", "addressees", "copies_to", "attachments"),
    *("publicity_reason", "publish_channel", "index_number", "validity", "owner_section"),
)
_VOID = re.compile(
    r"(?:[此该本]?号码?|文号)?已?(?:作废|废号|空号|注销)(?:[号了。]*|[:：，,;；\s]+(?P<why>.*)|[（(](?P<in>.*)[)）])",
    re.DOTALL,
)
_ACTING = re.compile(r"(?P<signer>.+?)\s*[（(]\s*代\s*(?P<for>.+?)\s*[)）]")
_SEALED = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+(?P<note>.+)", re.DOTALL)
_ENDED = re.compile(r"(?:已经?|现已)?(?P<force>废止|失效)了?")
_YES = frozenset({"是", "√", "✓", "✔", "☑", "y", "yes", "1", "规范性", "规范性文件"})
_NO = frozenset({"否", "不是", "×", "✗", "n", "no", "0", "非规范性文件", "-", "—", "/", "无"})
_FORCES = ((REPEALED, "废止"), (LAPSED, "失效"), (AMENDED, "修改"), (AMENDED, "修订"), (IN_FORCE, "有效"))
_FILED = frozenset({"已归档", "归档", "已办结", "办结", "已发", "已印发", "已完成", "是"})


class OutgoingReader:
    """Reads rows with the desk's people and rules, each asked for once."""

    def __init__(self, desk: Desk) -> None:
        self._book, self._today = desk.book, desk.today()
        self._people = directory(desk)
        self._kinds = [kind.name for kind in desk.book.document_kinds]
        self._aliases = kind_aliases(self._kinds)
        self._degrees = desk.book.urgencies
        self._normative_series = {one.id for one in desk.book.outgoing_series if one.normative}
        self._sheet_series = kept(lambda name: series_of_sheet(desk.book, name))
        self._units = kept(self._people.unit_named)
        self._documents = DocumentReader(desk.book)
        self._refuse_secrets = SecretGuard()

    def read(self, course: Course, row: SourceRow) -> OutgoingPaper:
        """The paper that a row means. Raises Rejected with the reason when it means none."""
        self._refuse_secrets(course.sheet, row)
        cells = Cells(row.fields, course.sheet.epoch1904)
        notes: list[str] = []
        own = self._number(course, cells, None)
        days = self._days(course, cells, own)
        if own.series == "" and own.year is None and days.year:
            own = self._number(course, cells, days.year)
        void = _void_reason(cells)
        title = self._title(course, cells, own, void)
        relations, rest = read_relations(cells.text("relations", multiline=True))
        values = self._values(course, cells, title, own, notes)
        values |= days.columns | self._standing(cells, void, relations, rest, notes)
        document = self._documents.read(cells, values, days, notes)
        values["normative"] = values["normative"] or document is not None
        notes += [own.note] if own.note else []
        values["note"] = "；".join(filter(None, (cells.text("note"), *notes)))
        year = own.year or days.year or 0
        return OutgoingPaper(year, own.serial, values, tuple(notes), own.period, relations, document)

    # -- which ------------------------------------------------------------------------------------------------------

    def _number(self, course: Course, cells: Cells, year: int | None) -> OwnNumber:
        series = self._sheet_series(course.sheet.name)
        text = cells.untouched("number")
        return read_own_number(self._book, text, series, course.sheet.year or year)

    def _title(self, course: Course, cells: Cells, own: OwnNumber, void: str | None) -> str:
        title = clean(cells.text("title", multiline=True))
        if fold(title):
            return title
        if void is not None and own.number:
            return NO_TITLE
        raise Rejected("没有标题" if "title" in course.sheet.fields else "这张表看不出哪一列是标题，请指定")

    def _days(self, course: Course, cells: Cells, own: OwnNumber) -> PaperDays:
        days = read_days(course, cells, own.year or course.sheet.year, self._today)
        if days.assumed:
            course.assumed[f"“{course.sheet.name}”里看不出年份，按 {self._today.year} 年计"] = None
        return days

    # -- what -------------------------------------------------------------------------------------------------------

    def _values(self, course: Course, cells: Cells, title: str, own: OwnNumber, notes: list[str]) -> dict[str, Any]:
        values: dict[str, Any] = {name: cells.text(name, multiline=True) for name in _TEXTS}
        kind = self._kind(course, cells, title)
        unit = self._units(values["drafting_unit"]) if values["drafting_unit"] else None
        values |= {
            "number": own.number,
            "series": own.series,
            "year": own.period if own.period is not None else own.year,
            "serial": own.serial,
            "title": title,
            "kind": kind,
            "direction": guess_direction(self._book, kind, own.series),
            "drafting_unit": unit.name if unit else values["drafting_unit"],
            "drafting_unit_id": unit.id if unit else None,
            "secrecy": read_grade(cells.text("secrecy")),
            "urgency": urgency_of(self._degrees, cells, title, own.number, notes),
            "print_copies": self._copies(cells, notes),
            "pages": cells.count("pages"),
            "publicity": self._publicity(cells.text("publicity"), notes),
            "normative": self._is_normative(cells.text("normative"), own.series, notes),
            "incomplete": not own.number,
        }
        return values | self._signer(cells) | _sealed(cells)

    def _kind(self, course: Course, cells: Cells, title: str) -> str:
        """The kind as the register says; guessed from the title only where it has no such column."""
        word = cells.text("kind")
        if word or "kind" in course.sheet.fields:
            return self._aliases.get(word, word)
        return guess_kind(title, self._kinds).kind or ""

    def _copies(self, cells: Cells, notes: list[str]) -> int:
        count = cells.count("copies")
        if count is None and (word := cells.text("copies")):
            notes.append(f"份数：{word}")
        return count or 0

    def _publicity(self, word: str, notes: list[str]) -> str:
        """The way of the pack that a register's word means; a word that means none is kept as a note."""
        terms = self._book.publication
        if not word or terms is None:
            return word
        exact = next((state for state in terms.states if fold(state) in fold(word)), None)
        if exact is not None:
            return exact
        if word in ("公开", "主动", "是", "√"):
            return terms.open_state
        if terms.reason_needed and (word.startswith("不") or word == "否"):
            return terms.reason_needed[0]
        near = [state for state in terms.states if fold(word) in fold(state)]
        if len(near) == 1:
            return near[0]
        notes.append(f"公开方式：{word}")
        return ""

    def _is_normative(self, word: str, series: str, notes: list[str]) -> bool:
        plain = halfwidth(word).strip().lower()
        if plain in _YES or plain in _NO:
            return plain in _YES
        if plain:
            notes.append(f"规范性：{word}")
        return series in self._normative_series

    def _signer(self, cells: Cells) -> dict[str, Any]:
        """Signer and whom he acted for; linked where the address book knows exactly one of that name."""
        text = clean(cells.text("signer", multiline=True))
        found = _ACTING.fullmatch(text)
        signer, acted_for = (found["signer"], found["for"]) if found else (text, "")
        known = self._people.people_named(signer) if signer else ()
        return {
            "signer": signer,
            "signer_for": acted_for,
            "signer_id": known[0].id if len(known) == 1 else None,
        }

    # -- how far ----------------------------------------------------------------------------------------------------

    def _standing(
        self, cells: Cells, void: str | None, relations: tuple[Related, ...], rest: str, notes: list[str]
    ) -> dict[str, Any]:
        """Filed away or void, in force or ended; what a newer paper did to it stands with day and number.

        `rest` is what the column of relations says without naming a paper (已废止).
        """
        ended = _ENDED.fullmatch(rest)
        if rest and ended is None:
            notes.append(f"废止/修改关系：{rest}")
        archive_no = cells.text("archive_no", multiline=True)
        values = {
            "state": ARCHIVED if void is None else VOID,
            "open": False,
            "void_reason": void or "",
            "archive_no": "" if _VOID.fullmatch(archive_no) else archive_no,
            "force": _force(cells.text("state"), notes) or (ended["force"] if ended else ""),
            "force_on": None,
            "force_note": "",
        }
        for one in (one for one in relations if one.backwards):
            if values["force"] != REPEALED or ENDS[one.kind] == REPEALED:
                day = one.on.isoformat() if one.on else None
                values |= {"force": ENDS[one.kind], "force_on": day, "force_note": one.sentence}
        return values


def _void_reason(cells: Cells) -> str | None:
    """Why the number is void ('' where the register does not say), None for a living one."""
    for name in ("state", "archive_no", "note"):
        found = _VOID.fullmatch(cells.text(name, multiline=True))
        if found is not None:
            return (found["why"] or found["in"] or "").strip()
    return None


def _force(word: str, notes: list[str]) -> str:
    """Whether the paper is in force as far as the register says; other words are kept as a note."""
    found = next((force for force, sign in _FORCES if sign in word), "")
    if word and not found and word not in _FILED and _VOID.fullmatch(word) is None:
        notes.append(f"状态：{word}")
    return found


def _sealed(cells: Cells) -> dict[str, Any]:
    """When the seal was used, and what the register says besides (未用印：电报)."""
    text = cells.text("seal", multiline=True)
    found = cells.day("seal", None)
    if found.day is not None or found.reason == EMPTY_DAY:
        return {"sealed_on": found.day.isoformat() if found.day else None, "seal_note": ""}
    both = _SEALED.fullmatch(text)
    return {"sealed_on": both["day"], "seal_note": both["note"]} if both else {"sealed_on": None, "seal_note": text}
