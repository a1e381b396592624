"""Minutes, decisions and proposed matters: reading them, fetching for change, noting what happened."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.meetings.deciding import WITHDRAWN
from govtui.domain.meetings.states import OFF, SIGNED_MINUTES, WAITING
from govtui.store import searching, tables
from govtui.store.listing import DENSE, Query
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import AgendaItem, Decision, Meeting, Minutes, ProposedItem

Within = Reader | UnitOfWork

_LIST = (
    "minutes.id, minutes.version, minutes.meeting_id, minutes.title, minutes.number, minutes.state, minutes.due_at, "
    "minutes.due_provisional, minutes.signer, minutes.signer_for, minutes.signed_on, minutes.publicity, "
    "minutes.publish_open, minutes.publish_due_at, minutes.publish_provisional, minutes.published_on, "
    "(SELECT kind FROM meeting WHERE meeting.id = minutes.meeting_id) AS kind"
)

_PROPOSED_ORDER = f"CASE state WHEN '{WAITING}' THEN 0 WHEN '{WITHDRAWN}' THEN 2 ELSE 1 END"


def meeting(within: Within, meeting_id: int) -> sqlite3.Row | None:
    """One meeting with every column."""
    return within.row("SELECT * FROM meeting WHERE id = :id", id=meeting_id)


def minutes(within: Within, minutes_id: int) -> sqlite3.Row | None:
    """Minutes with every column, and the meeting's as meeting_…."""
    return within.row(
        "SELECT n.*, m.kind AS meeting_kind, m.name AS meeting_name, m.state AS meeting_state, m.term AS meeting_term, "
        "m.ordinal AS meeting_ordinal, m.starts_at AS meeting_starts_at, m.opened_at AS meeting_opened_at, "
        "m.chair_id AS meeting_chair_id, m.chair_for_id AS meeting_chair_for_id "
        "FROM minutes n JOIN meeting m ON m.id = n.meeting_id WHERE n.id = :id",
        id=minutes_id,
    )


def minutes_of(within: Within, meeting_id: int) -> int | None:
    """The id of a meeting's minutes; None while there are none."""
    found = within.value("SELECT id FROM minutes WHERE meeting_id = :id", id=meeting_id)
    return None if found is None else int(found)


def items(within: Within, meeting_id: int) -> list[sqlite3.Row]:
    """The items of a meeting in order with their topics; those taken off are left out."""
    return within.rows(
        "SELECT i.*, t.title, t.unit, t.reporter, t.reporter_post, t.finance, t.major FROM agenda_item i "
        f"JOIN topic t ON t.id = i.topic_id WHERE i.meeting_id = :id AND i.state <> '{OFF}' ORDER BY i.position, i.id",
        id=meeting_id,
    )


def decisions(within: Within, meeting_id: int) -> list[sqlite3.Row]:
    """The decisions of a meeting in the order of its agenda."""
    return within.rows(
        "SELECT d.* FROM decision d JOIN agenda_item i ON i.id = d.item_id WHERE d.meeting_id = :id "
        f"AND i.state <> '{OFF}' ORDER BY i.position, i.id, d.position, d.id",
        id=meeting_id,
    )


def items_with_work(within: Within, meeting_id: int) -> set[int]:
    """The agenda items of which some decision is in the hands of a unit."""
    rows = within.rows(
        "SELECT DISTINCT d.item_id FROM decision d JOIN decision_unit u ON u.decision_id = d.id "
        "WHERE d.meeting_id = :id",
        id=meeting_id,
    )
    return {int(row["item_id"]) for row in rows}


def decision_units(within: Within, meeting_id: int) -> list[sqlite3.Row]:
    """The units of all decisions of a meeting, the leading one of each first."""
    return within.rows(
        "SELECT u.* FROM decision_unit u JOIN decision d ON d.id = u.decision_id WHERE d.meeting_id = :id "
        "ORDER BY u.decision_id, u.lead DESC, u.id",
        id=meeting_id,
    )


def attendees(within: Within, meeting_id: int) -> list[sqlite3.Row]:
    """Who was expected, by seat, each with the newest leave: its state, and whether he came after all."""
    newest = "FROM meeting_leave l WHERE l.attendee_id = a.id ORDER BY l.id DESC LIMIT 1"
    return within.rows(
        f"SELECT a.*, (SELECT l.state {newest}) AS leave_state, (SELECT l.came {newest}) AS came "
        "FROM meeting_attendee a WHERE a.meeting_id = :id AND a.removed = 0 ORDER BY a.seat, a.id",
        id=meeting_id,
    )


def stamps(within: Within, minutes_id: int) -> list[sqlite3.Row]:
    """Reviews and sign-offs, those that a change overtook too, oldest first."""
    return within.rows("SELECT * FROM minutes_stamp WHERE minutes_id = :id ORDER BY id", id=minutes_id)


def proposed(within: Within, minutes_id: int) -> list[sqlite3.Row]:
    """What minutes proposed to supervise, in the order it was proposed."""
    return within.rows("SELECT * FROM proposed_item WHERE minutes_id = :id ORDER BY id", id=minutes_id)


def movements(within: Within, meeting_id: int) -> list[sqlite3.Row]:
    """What happened to a meeting and its minutes, oldest first."""
    return within.rows("SELECT * FROM meeting_movement WHERE meeting_id = :id ORDER BY id", id=meeting_id)


def released(within: Within, minutes_id: int) -> list[sqlite3.Row]:
    """The rules that were let pass on minutes."""
    return within.rows("SELECT * FROM rule_release WHERE noun = 'minutes' AND row_id = :id ORDER BY id", id=minutes_id)


def went_on(within: Within, item_id: int, topic_id: int) -> bool:
    """Whether the topic of an item came on another meeting's agenda after it."""
    sql = f"SELECT 1 FROM agenda_item WHERE topic_id = :topic AND id > :item AND state <> '{OFF}' LIMIT 1"
    return within.value(sql, topic=topic_id, item=item_id) is not None


def list_rows(within: Within, ids: Sequence[int]) -> list[sqlite3.Row]:
    """Minutes by id, as lists show them."""
    return within.rows(f"SELECT {_LIST} FROM minutes WHERE id IN ({','.join(map(str, map(int, ids)))})")


def proposed_rows(within: Within, ids: Sequence[int]) -> list[sqlite3.Row]:
    """Proposed matters by id."""
    return within.rows(f"SELECT * FROM proposed_item WHERE id IN ({','.join(map(str, map(int, ids)))})")


def list_query(words: str = "") -> Query:
    """The list of all minutes, newest first; `words` narrow it."""
    asked = searching.wanted(words)
    if asked is None:
        return Query(_LIST, "minutes", descending=True)
    found, again = f"id IN ({asked.rows_of('minutes')})", asked.checked("minutes", "minutes.id")
    where = f"{found} AND {again}"
    hits = f"SELECT {DENSE + 1}"
    dense = f"+{found} AND {again}"
    return Query(_LIST, "minutes", where, ("id",), True, asked.params(), hits=hits, dense=dense, exact=not asked.again)


def overdue(within: Within, now: str) -> list[sqlite3.Row]:
    """Signed minutes whose publication is due and not entered, the longest overdue first."""
    return within.rows(
        f"SELECT {_LIST} FROM minutes WHERE publish_open = 1 AND publish_due_at < :now ORDER BY publish_due_at, id",
        now=now,
    )


def proposed_query(words: str = "") -> Query:
    """The list of proposed matters, those that wait first; every word must stand in matter, unit or source."""
    asked = {f"word_{n}": word for n, word in enumerate(words.split())}
    where = " AND ".join(f"instr(text || ' ' || unit || ' ' || source, :{name})" for name in asked) or "1"
    return Query("*", "proposed_item", where, (_PROPOSED_ORDER, "id"), params=asked)


def decided_lines(within: Within, words: Sequence[str], limit: int) -> list[sqlite3.Row]:
    """Decisions of signed minutes, newest meeting first; every word must stand in decision, topic or meeting."""
    asked = {f"word_{n}": word for n, word in enumerate(words)}
    told = "d.text || ' ' || t.title || ' ' || m.name"
    where = "".join(f" AND instr({told}, :{name})" for name in asked)
    states = ", ".join(f"'{state}'" for state in SIGNED_MINUTES)
    return within.rows(
        "SELECT d.id, d.text, t.title, m.name, m.starts_at FROM minutes n JOIN meeting m ON m.id = n.meeting_id "
        "JOIN agenda_item i ON i.meeting_id = m.id JOIN topic t ON t.id = i.topic_id "
        "JOIN decision d ON d.item_id = i.id "
        f"WHERE n.state IN ({states}) AND i.state <> '{OFF}'{where} "
        "ORDER BY m.starts_at DESC, m.id DESC, i.position, d.position LIMIT :most",
        most=limit,
        **asked,
    )


# -- writing ----------------------------------------------------------------------------------------------------------


def fetch(uow: UnitOfWork, minutes_id: int, version: int | None = None) -> "Minutes":
    """The minutes to change; Stale when somebody else changed them since `version`."""
    return uow.get(tables.Minutes, minutes_id, version)


def fetch_meeting(uow: UnitOfWork, meeting_id: int) -> "Meeting":
    """The meeting to change."""
    return uow.get(tables.Meeting, meeting_id)


def fetch_item(uow: UnitOfWork, item_id: int, version: int | None = None) -> "AgendaItem":
    """The agenda item to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.AgendaItem, item_id, version)


def fetch_decision(uow: UnitOfWork, decision_id: int, version: int | None = None) -> "Decision":
    """The decision to change; Stale when somebody else changed it since `version`."""
    return uow.get(tables.Decision, decision_id, version)


def fetch_proposed(uow: UnitOfWork, proposed_id: int) -> "ProposedItem":
    """The proposed matter to change."""
    return uow.get(tables.ProposedItem, proposed_id)


def note(uow: UnitOfWork, meeting_id: int, kind: str, sentence: str) -> None:
    """Add one line to what happened to the meeting and its minutes."""
    row: Any = tables.MeetingMovement(meeting_id=meeting_id, at=uow.at, kind=kind, sentence=sentence)
    row.by = uow.actor_name
    uow.add(row)


def drop_units(uow: UnitOfWork, decision_id: int) -> None:
    """Take the units of a decision away."""
    uow.execute("DELETE FROM decision_unit WHERE decision_id = :id", {"id": decision_id})


def forget_decision(uow: UnitOfWork, decision_id: int) -> None:
    """Leave what was proposed from a decision without it: the matter stays, the line is taken away."""
    for row in uow.rows("SELECT id FROM proposed_item WHERE decision_id = :id", id=decision_id):
        uow.change(fetch_proposed(uow, int(row["id"])), decision_id=None)


def end_stamps(uow: UnitOfWork, minutes_id: int, reason: str, only: str = "") -> int:
    """End the stamps in force (of one step with `only`); they stay as history with the reason. Returns how many."""
    rows = uow.rows(
        "SELECT id FROM minutes_stamp WHERE minutes_id = :id AND active = 1 AND :only IN ('', step)",
        id=minutes_id,
        only=only,
    )
    for row in rows:
        uow.change(uow.get(tables.MinutesStamp, int(row["id"])), active=False, ended=reason)
    return len(rows)
