"""A topic as it is typed: cleaned, its unit found, compared with what the leaders have seen."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.secrecy import read_grade
from govtui.domain.people import terms
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, fold, substance
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.meetings.topics.cases import kind_named
from govtui.services.meetings.topics.rows import NewTopic, TopicUnitEntry
from govtui.services.people import directory
from govtui.store.reading import Record

if TYPE_CHECKING:
    from govtui.store.tables import Topic

MARKS = ("major", "county", "public", "finance")
COLUMNS = (
    *("title", "wanted", "unit_id", "unit", "head_signed", "reporter", "reporter_post", "minutes", "basis", "subject"),
    *("content", "proposal", "materials", "material_copies", "contact", "phone", "secrecy", *MARKS, "incoming_id"),
    "note",
)
"""What a form enters besides the day of the request and the units."""

SUBSTANCE = {
    "title": "题目",
    "wanted": "提请的会议",
    "unit": "申报单位",
    "content": "主要内容",
    "proposal": "提请事项",
    "subject": "须上会事项",
    "major": "重大决策",
    "county": "涉及县市区",
    "public": "涉及公众利益",
    "finance": "涉及财政",
}
"""What a leader's step covers; units that are consulted count as well."""

LONGEST_MINUTES = 600
_LINES = ("content", "proposal", "materials", "note")


def cleaned(desk: Desk, entry: NewTopic) -> NewTopic:
    """The entry fit for the store: units found, minutes and meeting filled in where they were left open.

    Raises Refusal: no title, unknown kind of meeting or subject, minutes out of range, text like a state secret.
    """
    texts: dict[str, Any] = {
        one.name: said(value, multiline=one.name in _LINES)
        for one in fields(entry)
        if isinstance(value := getattr(entry, one.name), str)
    }
    entry = replace(entry, **texts)
    if not entry.title:
        raise Refusal("请填写议题题目。")
    people = directory(desk)
    unit = people.unit(entry.unit_id) or people.unit_named(entry.unit)
    entry = replace(
        entry,
        wanted=entry.wanted or usual_kind(desk),
        unit_id=unit.id if unit else None,
        unit=unit.label if unit else entry.unit,
        minutes=entry.minutes or usual_minutes(desk),
        secrecy=read_grade(entry.secrecy),
        units=tuple(_units(desk, entry.units)),
    )
    _checked(desk, entry)
    return entry


def usual_minutes(desk: Desk) -> int:
    """How long a topic takes unless somebody says otherwise."""
    return desk.book.meetings.topic_minutes if desk.book.meetings else 15


def usual_kind(desk: Desk) -> str:
    """The meeting that most topics are put before: a gated kind, else one with leaders' steps, else the first."""
    kinds = desk.book.meeting_kinds
    picked = [kind for kind in kinds if kind.gated] or [kind for kind in kinds if kind.stamps] or list(kinds)
    return picked[0].id if picked else ""


def columns(entry: NewTopic) -> dict[str, Any]:
    """The columns that an entry sets."""
    found: dict[str, Any] = {name: getattr(entry, name) for name in COLUMNS}
    return found | {"requested_on": entry.requested_on.isoformat() if entry.requested_on else None}


def touched(row: "Topic", entry: NewTopic, units: bool) -> tuple[str, ...]:
    """What a change touches of what the leaders have seen; blanks and light punctuation do not count, and a unit
    that was only renamed is the same one."""
    same = {"unit"} if entry.unit_id is not None and entry.unit_id == row.unit_id else set()
    names = [
        words
        for name, words in SUBSTANCE.items()
        if name not in same and _plain(getattr(row, name)) != _plain(getattr(entry, name))
    ]
    return (*names, *(("征求单位",) if units else ()))


def matched(rows: Iterable[Record], wanted: Sequence[TopicUnitEntry]) -> dict[int, TopicUnitEntry]:
    """The entry of every stored unit that stays, by the id of its row: the same unit of the address book under
    whatever name, else the same name."""
    by_id = {one.unit_id: one for one in wanted if one.unit_id is not None}
    by_name = {fold(one.unit): one for one in wanted}
    found: dict[int, TopicUnitEntry] = {}
    for row in rows:
        named = by_name.get(fold(row["unit"]))
        loose = named is not None and (row["unit_id"] is None or named.unit_id is None)
        entry = by_id.get(row["unit_id"]) or (named if loose else None)
        if entry is not None and entry not in found.values():
            found[row["id"]] = entry
    return found


def others_consulted(rows: Sequence[Record], wanted: Sequence[TopicUnitEntry]) -> bool:
    """Whether an entry wants other units consulted than are stored, or one of them as a county or no more as one."""
    entries = matched(rows, wanted)
    before = {row["id"]: bool(row["county"]) for row in rows if row["consulted"]}
    after = {row_id: one.county for row_id, one in entries.items() if one.consulted}
    return before != after or any(one.consulted for one in wanted if one not in entries.values())


def _plain(value: object) -> object:
    return substance(value) if isinstance(value, str) else value


def _units(desk: Desk, units: Iterable[TopicUnitEntry]) -> Iterable[TopicUnitEntry]:
    """Each unit once, under the name of the address book; a county is one by its category."""
    people, there = directory(desk), set()
    for one in units:
        unit = people.unit(one.unit_id) or people.unit_named(one.unit)
        name = unit.label if unit else said(one.unit)
        if not clean(name) or fold(name) in there:
            continue
        there.add(fold(name))
        county = one.county or (unit is not None and unit.category == terms.COUNTY)
        yield replace(one, unit_id=unit.id if unit else None, unit=name, county=county)


def _checked(desk: Desk, entry: NewTopic) -> None:
    kind_named(desk.book, entry.wanted)
    if entry.subject and desk.book.meeting_subject(entry.subject) is None:
        raise Refusal("没有这个须上会事项，请从列表里选。")
    if not 0 < entry.minutes <= LONGEST_MINUTES:
        raise Refusal(f"汇报时间要在 1 到 {LONGEST_MINUTES} 分钟之间。")
    if entry.material_copies < 0:
        raise Refusal("材料份数不能是负数。")
    if entry.requested_on:
        dated(desk, entry.requested_on, "申报日期")
