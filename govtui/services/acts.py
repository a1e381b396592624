"""The journal as a list to look through, and what one act changed, in words."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govtui.domain.clock import NEVER, from_stamp, long_day
from govtui.domain.journal import BLANKED, COLUMNS, FLAGS, SILENT, TABLES
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.journal import Act, Change
from govtui.services.people import directory
from govtui.store import journal as store

OPS = {"insert": "新增", "update": "修改", "delete": "删除"}


@dataclass(frozen=True, slots=True)
class Told:
    """One changed row in words: what it is, what happened to it, and (label, before, after) of every changed field."""

    noun: str
    name: str
    op: str
    fields: tuple[tuple[str, str, str], ...]
    blanked: bool = False


class ActList:
    """The journal, newest first: all of it, what holds some words, or what this clerk did."""

    def __init__(self, desk: Desk, words: str = "", mine: bool = False) -> None:
        self.desk = desk
        self._seqs: list[int] | None = None
        if words.split() or mine:
            with desk.reading() as reader:
                self._seqs = store.matching(reader, words.split(), desk.actor.id if mine else None)

    def count(self) -> int:
        """How many acts the list holds."""
        return journal.count_acts(self.desk) if self._seqs is None else len(self._seqs)

    def rows(self, start: int, limit: int) -> Sequence[Act]:
        """`limit` acts from place `start` on."""
        if self._seqs is None:
            return journal.acts(self.desk, start, limit)
        with self.desk.reading() as reader:
            found = store.batches(reader, self._seqs[start : start + limit])
        return [
            Act(
                seq=row["seq"],
                at=from_stamp(row["at"]).strftime("%Y-%m-%d %H:%M"),
                actor=row["actor"],
                action=row["action"],
                sentence=row["sentence"] or BLANKED,
                noun=row["noun"],
                row_id=row["row_id"],
                entries=row["entries"],
                undone=bool(row["undone"]),
            )
            for row in found
        ]


def told(desk: Desk, seq: int, limit: int = 40) -> list[Told]:
    """What batch `seq` changed, in words; at most the first `limit` rows (200 at most)."""
    words = _Words(desk)
    return [_told(words, change) for change in journal.changes(desk, seq)[:limit]]


def _told(words: "_Words", change: Change) -> Told:
    before, after = _body(change.before), _body(change.after)
    return Told(
        noun=TABLES.get(change.table, change.table),
        name=words.name(change, before | after),
        op=OPS.get(change.op, change.op),
        fields=words.fields(before, after),
        blanked=change.before is None and change.after is None,
    )


def _body(text: str | None) -> dict[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


class _Words:
    """Columns and values as a clerk reads them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._people = directory(desk)

    def name(self, change: Change, body: Mapping[str, Any]) -> str:
        """What the changed row is called: an update holds only what changed, the rest is read from the row."""
        if change.op == "update":
            with self.desk.reading() as reader:
                row = store.row_now(reader, change.table, change.row_id)
            body = {**(dict(row) if row is not None else {}), **body}
        parts = [body.get("number"), body.get("name"), body.get("title"), body.get("person"), body.get("unit")]
        named = [str(part) for part in parts if part]
        if not named and body.get("person_id"):
            named = [self._person(body["person_id"])]
        if not named and body.get("unit_id"):
            named = [self._unit(body["unit_id"])]
        named = named or [str(body[key]) for key in ("day", "key", "serial", "sentence") if body.get(key)]
        return " ".join(named[:2]) or f"第 {change.row_id} 条"

    def fields(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
        """(label, before, after) of the fields that differ; the house's own columns are left out."""
        found = []
        for key in dict.fromkeys((*before, *after)):
            old, new = self.value(key, before.get(key)), self.value(key, after.get(key))
            if key not in SILENT and old != new:
                found.append((COLUMNS.get(key, key), old, new))
        return tuple(found)

    def value(self, key: str, value: Any) -> str:
        """One value; empty for none."""
        if value in (None, "") or value == NEVER:
            return ""
        if key in FLAGS:
            return "是" if value else "否"
        known = self._named(key)
        if known is not None and isinstance(value, int):
            return known(value)
        if key == "role":
            return next((role.title for role in self.desk.book.roles if role.id == value), str(value))
        return _moment(str(value)) if isinstance(value, str) else str(value)

    def _named(self, key: str) -> Callable[[int], str] | None:
        if key.endswith("person_id") or key in ("holder_id", "signer_id", "acting_for_id"):
            return self._person
        if key.endswith("unit_id") or key in ("parent_id", "section_id", "sender_id"):
            return self._unit
        return None

    def _person(self, person_id: int) -> str:
        found = self._people.person(person_id)
        return found.name if found else f"第 {person_id} 号人员"

    def _unit(self, unit_id: int) -> str:
        found = self._people.unit(unit_id)
        return found.label if found else f"第 {unit_id} 号单位"


def _moment(text: str) -> str:
    """A stamp or a day as people write it; anything else as it is."""
    if len(text) == 25 and text[10] == "T":
        moment = from_stamp(text)
        return f"{long_day(moment.date())} {moment:%H:%M}"
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal():
        return "不详" if text == date.min.isoformat() else long_day(date.fromisoformat(text))
    return text
