"""Stored topics as the gates read them: a whole list with a few queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from govtui.domain.clock import stored_day
from govtui.domain.meetings.coordination import Round, UnitAnswer
from govtui.domain.meetings.decisions import StepTaken
from govtui.domain.meetings.gates import Case, Gate, gates
from govtui.domain.meetings.stamping import Stamped
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import MeetingKind
from govtui.services.meetings.topics.history import GATES_RESET, STAMPS_RESET
from govtui.store.meetings import topics as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

GONE = "这个议题已不存在，可能刚被撤销；请刷新列表。"

_PLAIN = ("title", "basis", "subject", "leaning", "legal_opinion", "risk_opinion")
_MARKS = ("major", "county", "public")
_TABLES = ("topic_unit", "coordination", "topic_check", "decision_step")


def name_of(title: str) -> str:
    """How sentences call a topic."""
    return f"议题《{title}》"


def kind_named(book: Rulebook, kind_id: str) -> MeetingKind:
    """The kind of meeting of this id. Raises Refusal where the pack has no such kind."""
    found = book.known_meeting_kind(kind_id)
    if found is None:
        raise Refusal("规则包里没有这类会议，请从列表里选提请的会议。")
    return found


def row_of(within: Reader | UnitOfWork, topic_id: int) -> Record:
    """A stored topic. Raises Refusal when it is gone."""
    row = store.topic(within, topic_id)
    if row is None:
        raise Refusal(GONE)
    return row


def cases(within: Reader | UnitOfWork, book: Rulebook, rows: Sequence[Record]) -> dict[int, Case]:
    """Topics by id as the gates read them; `rows` hold every column."""
    ids = [row["id"] for row in rows]
    belong = {table: _grouped(store.belongings(within, table, ids)) for table in _TABLES}
    stamps = _grouped(store.active_stamps(within, ids))
    released = _released(within, book, ids)
    return {
        row["id"]: Case(
            **_plain(row),
            units=tuple(map(_unit, belong["topic_unit"][row["id"]])),
            rounds=tuple(map(_round, belong["coordination"][row["id"]])),
            checks={one["item"]: bool(one["passed"]) for one in belong["topic_check"][row["id"]]},
            steps={one["step"]: _step(one) for one in belong["decision_step"][row["id"]]},
            stamps=tuple(map(_stamp, stamps[row["id"]])),
            released=frozenset(released.get(row["id"], ())),
        )
        for row in rows
    }


def case_of(within: Reader | UnitOfWork, book: Rulebook, topic_id: int) -> Case:
    """One topic as the gates read it. Raises Refusal when it is gone."""
    return cases(within, book, [row_of(within, topic_id)])[topic_id]


def gates_of(book: Rulebook, case: Case, kind_id: str, calendar: WorkCalendar) -> tuple[Gate, ...]:
    """The gates before a kind of meeting; none where the pack does not know it."""
    kind = book.known_meeting_kind(kind_id)
    return gates(book, case, kind, calendar) if kind else ()


def stamp_words(row: Record) -> str:
    """Who took a step, as printed: 李某（代张某） where he acted for somebody."""
    return f"{row['person']}（代{row['for_name']}）" if row["for_name"] else str(row["person"])


def _released(within: Reader | UnitOfWork, book: Rulebook, ids: Sequence[int]) -> Mapping[int, set[str]]:
    """What was let pass and still counts: steps until the topic changes, other gates until their facts change."""
    steps = {stamp.rule for kind in book.meeting_kinds for stamp in kind.stamps}
    found: dict[int, set[str]] = {}
    for topic_id, rules in store.releases(within, ids, STAMPS_RESET).items():
        found.setdefault(topic_id, set()).update(rules & steps)
    for topic_id, rules in store.releases(within, ids, GATES_RESET).items():
        found.setdefault(topic_id, set()).update(rules - steps)
    return found


def _grouped(rows: Sequence[Record]) -> Mapping[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        found[row["topic_id"]].append(row)
    return found


def _plain(row: Record) -> dict[str, Any]:
    return {name: row[name] for name in _PLAIN} | {name: bool(row[name]) for name in _MARKS}


def _unit(row: Record) -> UnitAnswer:
    county, consulted = bool(row["county"]), bool(row["consulted"])
    answered = stored_day(row["answered_on"])
    return UnitAnswer(row["unit"], county, consulted, row["opinion"], answered, row["grounds"], row["adopted"])


def _round(row: Record) -> Round:
    return Round(row["level"], date.fromisoformat(row["on_day"]), bool(row["agreed"]))


def _step(row: Record) -> StepTaken:
    started, ended = stored_day(row["started_on"]), stored_day(row["ended_on"])
    return StepTaken(row["status"], row["reason"], started, ended, row["document"], row["responsible"])


def _stamp(row: Record) -> Stamped:
    return Stamped(row["step"], row["slot"], date.fromisoformat(row["on_day"]), stamp_words(row))
