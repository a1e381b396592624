"""The list of a meeting: computed from posts of its day and its agenda, replies, seats, quorum."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import to_stamp
from govtui.domain.findings import Finding
from govtui.domain.meetings import quorum as quorums
from govtui.domain.meetings.attendees import (
    MEMBER,
    OPTIONAL,
    TOPIC,
    Expected,
    by_seat,
    places,
    removed_findings,
    vacant_findings,
)
from govtui.domain.meetings.states import COMING, DEPUTY, LEAVE, NO_REPLY, PLANNED, REPLIES, TIERS
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.attendee_rows import attendee_rows
from govtui.services.meetings.expecting import (
    Situation,
    label_of,
    must_take_place,
    row_key,
    situation,
)
from govtui.services.meetings.rows import AttendeeRow, QuorumState
from govtui.store.meetings import attendance as store
from govtui.store.reading import Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import MeetingAttendee

NOUN = "meeting"

# -- reading ----------------------------------------------------------------------------------------------------------


def attendees(desk: Desk, meeting_id: int) -> tuple[AttendeeRow, ...]:
    """Everybody on the list in the order of seats, with replies, leave, sign-in and what to look after."""
    with desk.reading() as reader:
        now = situation(desk, reader, meeting_id)
        return attendee_rows(desk, now, store.attendees(reader, meeting_id), store.leaves(reader, meeting_id))


def waiting(desk: Desk, meeting_id: int) -> Mapping[int, tuple[str, ...]]:
    """By position of an item the units that come for it alone, as `财政局 李某`."""
    found: dict[int, list[str]] = {}
    for row in attendees(desk, meeting_id):
        for position in row.items:
            found.setdefault(position, []).append(" ".join(filter(None, (row.unit, row.deputy or row.name))))
    return {position: tuple(labels) for position, labels in found.items()}


def quorum(desk: Desk, meeting_id: int) -> QuorumState:
    """Members expected, members present in person, and how many the kind of meeting needs (规则未明确: None)."""
    with desk.reading() as reader:
        now, rows = situation(desk, reader, meeting_id), store.attendees(reader, meeting_id)
    rule = now.kind.quorum if now.kind else None
    there = [
        quorums.Presence(row["tier"], row["signed_at"] is not None, row["reply"]) for row in rows if not row["removed"]
    ]
    return QuorumState(*quorums.count(rule, there), (rule.rule or "") if rule else "")


def findings(desk: Desk, meeting_id: int) -> tuple[Finding, ...]:
    """What the rules say of the list: fixed groups that nobody stands for, people taken off by hand (R38d, R39d)."""
    with desk.reading() as reader:
        now, rows = situation(desk, reader, meeting_id), store.attendees(reader, meeting_id)
    if now.kind is None:
        return ()
    gone = [(row["rule"], f"{row['title']}{label_of(row)}") for row in rows if row["removed"] and row["rule"]]
    return (
        *vacant_findings(desk.book, now.people, now.kind, now.on),
        *removed_findings(desk.book, now.kind, gone, now.on),
    )


# -- computing --------------------------------------------------------------------------------------------------------


def compute(desk: Desk, meeting_id: int) -> Outcome:
    """Work the list out anew from the posts of the meeting's day and its agenda; what people said and did stays."""
    with desk.writing("meeting.attendees") as uow:
        now = situation(desk, uow, meeting_id)
        must_take_place(now)
        refresh(desk, uow, meeting_id)
        there = sum(not row["removed"] for row in store.attendees(uow, meeting_id))
        sentence = f"按当日任职计算{now.name}的名单，共 {there} 人"
        store.note(uow, meeting_id, "名单", sentence)
        uow.say(sentence, NOUN, meeting_id)
    return Outcome(there, sentence, findings(desk, meeting_id))


def refresh(desk: Desk, uow: UnitOfWork, meeting_id: int) -> None:
    """Bring the list up to the agenda and the posts of the day, inside the transaction of another act.

    Lines with a reply, leave or sign-in stay, and so do people added by hand; removed ones do not come back.
    """
    now, rows = situation(desk, uow, meeting_id), store.attendees(uow, meeting_id)
    standing = {row_key(row): row for row in rows}
    unnamed = {row["unit_id"]: row for row in rows if row["person_id"] is None and not row["name"]}
    matched = set()
    for one in now.expected:
        row = standing.get(one.key) or (unnamed.get(one.unit_id) if one.unit_id is not None else None)
        if row is None or row["id"] in matched:
            store.add(uow, meeting_id, **_columns(one))
        else:
            matched.add(row["id"])
            _bring_up(uow, row, one)
    on_leave = {row["attendee_id"] for row in store.leaves(uow, meeting_id)}
    for row in rows:
        if row["id"] not in matched and not row["added"]:
            _let_go(uow, row, row["id"] in on_leave)
    _seat(uow, now, afresh=now.meeting["state"] == PLANNED)


def seats(desk: Desk, meeting_id: int) -> Outcome:
    """Number the seats anew by rank: members, fixed, invited, arranged, then units by their topics."""
    with desk.writing("meeting.seats") as uow:
        now = situation(desk, uow, meeting_id)
        must_take_place(now)
        seated = _seat(uow, now, afresh=True)
        sentence = f"重排{now.name}的座次，共 {seated} 个"
        store.note(uow, meeting_id, "座次", sentence)
        uow.say(sentence, NOUN, meeting_id)
    return Outcome(seated, sentence)


def _columns(one: Expected) -> dict[str, Any]:
    names = ("person_id", "name", "title", "role", "unit_id", "unit", "tier", "rule", "whole")
    return {name: getattr(one, name) for name in names}


def _bring_up(uow: UnitOfWork, row: Record, one: Expected) -> None:
    """Write what the day says of a line that stands; who was asked by hand for the whole time stays so."""
    columns = _columns(one)
    if row["added"] and not one.whole:
        columns |= {"tier": row["tier"], "whole": bool(row["whole"])}
    changed = {name: value for name, value in columns.items() if row[name] != value}
    if changed:
        uow.change(store.fetch(uow, row["id"]), **changed)


def _let_go(uow: UnitOfWork, row: Record, on_leave: bool) -> None:
    """Take a line off that nothing asks for any more; one with a history stays, without its part in a quorum."""
    line = store.fetch(uow, row["id"])
    if on_leave or row["removed"] or row["signed_at"] or row["reply"] != NO_REPLY:
        if row["tier"] not in (OPTIONAL, TOPIC):
            uow.change(line, tier=OPTIONAL, rule="")
        return
    uow.delete(line)


def _seat(uow: UnitOfWork, now: Situation, afresh: bool) -> int:
    """Number the seats; unless `afresh` those given out stay, because lists are out, and new people sit behind them."""
    rows = {row["id"]: row for row in store.attendees(uow, now.id)}
    lines = [(row_key(row), row["tier"], row["person_id"], row["id"]) for row in rows.values() if not row["removed"]]
    order = by_seat(lines, [one.key for one in now.expected], places(now.people, now.on))
    given = 0 if afresh else max((row["seat"] for row in rows.values()), default=0)
    for row_id in order:
        if not afresh and rows[row_id]["seat"]:
            continue
        given += 1
        if rows[row_id]["seat"] != given:
            uow.change(store.fetch(uow, row_id), seat=given)
    return len(order)


# -- by hand ----------------------------------------------------------------------------------------------------------


def add_attendee(
    desk: Desk,
    meeting_id: int,
    person_id: int | None = None,
    name: str = "",
    title: str = "",
    unit: str = "",
    tier: str = OPTIONAL,
) -> Outcome:
    """Add somebody for the whole meeting, from the address book or by name; who was removed is put back.

    Raises Refusal: nobody named, already on the list, or a member where posts make the members (R38a, R39a).
    """
    name, title, unit = said(name), said(title), said(unit)
    with desk.writing("meeting.attendee_add") as uow:
        now = situation(desk, uow, meeting_id)
        must_take_place(now)
        columns = _entered(now, person_id, name, title, unit) | {"tier": tier}
        standing = _standing(uow, now, columns)
        if standing is None:
            _must_be_free(now, tier)
            store.add(uow, meeting_id, **columns, added=True)
        elif not standing["removed"]:
            raise Refusal(f"{label_of(standing)}已在名单里。")
        else:
            uow.change(store.fetch(uow, standing["id"]), removed=False)
        _seat(uow, now, afresh=now.meeting["state"] == PLANNED)
        sentence = f"{now.name}的名单增加{columns['title']}{columns['name']}"
        store.note(uow, meeting_id, "名单", sentence)
        uow.say(sentence, NOUN, meeting_id)
    return Outcome(1, sentence)


def remove_attendee(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Take people off the list; a computed line is remembered, so that it does not come back by itself.

    Raises Refusal for members (they ask for leave instead), for who signed in and for who has leave.
    """
    with desk.writing("meeting.attendee_remove") as uow:
        rows = _marked(uow, ids)
        now = situation(desk, uow, rows[0].meeting_id)
        must_take_place(now)
        for row in rows:
            _remove(uow, now, row)
        sentence = f"{now.name}的名单移出{_names(rows)}"
        store.note(uow, now.id, "名单", sentence)
        uow.say(sentence, NOUN, now.id)
    return Outcome(len(rows), sentence, findings(desk, now.id))


def _remove(uow: UnitOfWork, now: Situation, row: "MeetingAttendee") -> None:
    name = row.name or row.unit
    if row.tier == MEMBER and not row.added:
        raise Refusal(f"{name}是出席人员，按当日任职列入，不能移出；不能到会的请登记请假。")
    if row.signed_at:
        raise Refusal(f"{name}已签到，请先撤销签到再移出。")
    if store.leave_in_force(uow, row.id or 0) is not None:
        raise Refusal(f"{name}已请假，请先撤回请假再移出。")
    had_leave = any(one["attendee_id"] == row.id for one in store.leaves(uow, now.id))
    if row.added and not had_leave:
        uow.delete(row)
    else:
        uow.change(row, removed=True, seat=0)


def _entered(now: Situation, person_id: int | None, name: str, title: str, unit: str) -> dict[str, Any]:
    """The columns of somebody added by hand, filled from the address book where he stands there."""
    person = now.people.person(person_id)
    if person is None:
        if not name:
            raise Refusal("请选一个人，或填写姓名。")
        found = now.people.unit_named(unit) if unit else None
        return {"name": name, "title": title, "unit": unit, "unit_id": found.id if found else None}
    post = now.people.post_of(person.id, now.on)
    home = now.people.unit(post.unit_id if post else person.unit_id)
    return {
        "person_id": person.id,
        "name": person.name,
        "title": title or now.people.title_of(person.id, now.on),
        "role": post.role if post else "",
        "unit": unit or (home.label if home else ""),
        "unit_id": home.id if home else None,
    }


def _standing(uow: UnitOfWork, now: Situation, columns: Mapping[str, Any]) -> Record | None:
    made = Expected(columns.get("person_id"), columns["name"], unit_id=columns["unit_id"], unit=columns["unit"])
    return next((row for row in store.attendees(uow, now.id) if row_key(row) == made.key), None)


def _must_be_free(now: Situation, tier: str) -> None:
    if tier not in TIERS or tier == TOPIC:
        parts = "、".join(words for name, words in TIERS.items() if name != TOPIC)
        raise Refusal(f"与会身份只能是：{parts}。")
    if tier == MEMBER and now.kind and now.kind.tier(MEMBER):
        raise Refusal(f"{now.kind_name}的出席人员按当日任职产生，不能手工加；请先在通讯录登记任职，或改为列席。")


# -- replies ----------------------------------------------------------------------------------------------------------


def reply(
    desk: Desk, ids: Sequence[int], reply: str, deputy: str = "", deputy_title: str = "", on: date | None = None
) -> Outcome:
    """Note what units answered, for one or many at once; 代会 names who comes instead.

    Of many, those on leave stay as they are and are named. Raises Refusal: an answer that does not exist, 代会 without
    a name, 参加 by one who is on leave, 请假 by who signed in.
    """
    deputy, deputy_title = said(deputy), said(deputy_title)
    if reply not in REPLIES:
        raise Refusal(f"回复只能是：{'、'.join(REPLIES)}。")
    if reply == DEPUTY and not deputy:
        raise Refusal("代会要写明谁来。")
    at = dated(desk, on, "回复日期") if on else to_stamp(desk.now())
    with desk.writing("meeting.reply") as uow:
        marked = _marked(uow, ids)
        now = situation(desk, uow, marked[0].meeting_id)
        must_take_place(now)
        rows = [row for row in marked if len(marked) == 1 or not _on_leave(uow, row, reply)]
        if not rows:
            raise Refusal("标记的人都已请假，请先撤回请假再改回复。")
        for row in rows:
            _must_fit(uow, row, reply)
            sent = (deputy, deputy_title) if reply == DEPUTY else ("", "")
            uow.change(row, reply=reply, replied_at=at, deputy=sent[0], deputy_title=sent[1])
            _tell_leave(uow, row)
        sentence = f"{_names(rows)}{reply}{f'（{deputy_title}{deputy}）' if reply == DEPUTY else ''}"
        left = [row for row in marked if row not in rows]
        sentence += f"；{_names(left)}已请假，没有改" if left else ""
        store.note(uow, now.id, "回复", sentence)
        uow.say(f"{now.name}：{sentence}", NOUN, now.id)
    return Outcome(len(rows), f"{now.name}：{sentence}")


def _must_fit(uow: UnitOfWork, row: "MeetingAttendee", reply: str) -> None:
    name = row.name or row.unit
    if reply == LEAVE and row.signed_at:
        raise Refusal(f"{name}已签到，不能再改为请假；签错的请先撤销签到。")
    if _on_leave(uow, row, reply):
        raise Refusal(f"{name}已请假，请先撤回请假再改回复。")


def _on_leave(uow: UnitOfWork, row: "MeetingAttendee", reply: str) -> bool:
    """Whether a leave stands against this reply."""
    leave = store.leave_in_force(uow, row.id or 0)
    return leave is not None and not leave.came and reply in (COMING, NO_REPLY)


def _tell_leave(uow: UnitOfWork, row: "MeetingAttendee") -> None:
    """Who comes instead of somebody on leave stands on the leave as well (R43b)."""
    leave = store.leave_in_force(uow, row.id or 0)
    if leave is not None and row.reply == DEPUTY:
        uow.change(leave, deputy=row.deputy, deputy_title=row.deputy_title)


def _marked(uow: UnitOfWork, ids: Sequence[int]) -> "list[MeetingAttendee]":
    if not ids:
        raise Refusal("请先用空格标记与会人员。")
    rows = [store.fetch(uow, row_id) for row_id in dict.fromkeys(ids)]
    if len({row.meeting_id for row in rows}) > 1:
        raise Refusal("一次只能改一个会议的名单。")
    return rows


def _names(rows: "Sequence[MeetingAttendee]") -> str:
    shown = "、".join(row.name or row.unit for row in rows[:3])
    return f"{shown}等 {len(rows)} 人" if len(rows) > 3 else shown
