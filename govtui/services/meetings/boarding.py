"""What to look at before a meeting: its chair, leaders who are away, topics that lost a gate, too little time."""

from collections.abc import Container
from datetime import date

from govtui.domain.clock import from_stamp, long_day, stored_moment
from govtui.domain.findings import Finding, practice
from govtui.domain.meetings.agenda import minutes_left
from govtui.domain.meetings.states import BEFORE, ON, RUNNING
from govtui.domain.people import Directory
from govtui.rulebook.terms import Effect
from govtui.services.desk import Desk
from govtui.services.meetings.chairing import findings_on
from govtui.services.meetings.kinds import topic_name
from govtui.services.meetings.topics.gating import listing_findings
from govtui.services.people import directory
from govtui.store.meetings import meetings as store
from govtui.store.meetings.meetings import Within
from govtui.store.reading import Record


def board_findings(desk: Desk, within: Within, row: Record) -> tuple[Finding, ...]:
    """What the rules and the address book say of a meeting that is still to come or running, the chair first."""
    if row["state"] not in (*BEFORE, RUNNING) or not row["starts_at"]:
        return ()
    people, on = directory(desk), from_stamp(row["starts_at"]).date()
    items = [one for one in store.items(within, row["id"]) if one["state"] == ON]
    leaves = store.on_leave(within, row["id"])
    return (
        *findings_on(desk, within, row, on),
        *_chair_away(people, row, leaves, on),
        *(one for item in items for one in _leader_away(people, row, item, leaves, on)),
        *(one for item in items for one in _lost(desk, within, row["kind"], item)),
        *too_long(within, row["id"], row["starts_at"], row["ends_at"]),
    )


def _chair_away(people: Directory, row: Record, leaves: Container[int], on: date) -> tuple[Finding, ...]:
    missing = _missing(people, row["chair_id"], leaves, on)
    if missing is None:
        return ()
    sentence = f"主持人{row['chair_title']}{row['chair']}{missing[0]}"
    return (practice(sentence, "改期、更换主持人，或登记委托", missing[1]),)


def _leader_away(people: Directory, row: Record, item: Record, leaves: Container[int], on: date) -> tuple[Finding, ...]:
    """The leader in charge of the unit that reports a topic is not there; the chair was told of already."""
    leader = people.in_charge_of(item["unit_id"], on) if item["unit_id"] is not None else None
    if leader is None or leader.id == row["chair_id"]:
        return ()
    missing = _missing(people, leader.id, leaves, on)
    if missing is None:
        return ()
    sentence = f"议题{topic_name(item['title'])}：{item['unit']}的分管领导{leader.title}{leader.name}{missing[0]}"
    return (practice(sentence, "请示是否照常上会，或撤下留到下次", missing[1]),)


def _missing(
    people: Directory, person_id: int | None, leaves: Container[int], on: date
) -> tuple[str, dict[str, str]] | None:
    """Why somebody will not be there, in a word and with facts: away that day, or on leave of this meeting."""
    if person_id is None:
        return None
    away = people.is_away(person_id, on)
    if away is None:
        return ("已请假", {"请假": "这次会议"}) if person_id in leaves else None
    acting = {"代行": f"{away.acting.title}{away.acting.name}（{away.by}）"} if away.acting else {}
    return f"{long_day(on)}外出", {"外出": f"至{long_day(away.to_day)}", **acting}


def _lost(desk: Desk, within: Within, kind: str, item: Record) -> tuple[Finding, ...]:
    """What stands in the way of a topic although it is listed: it was changed since, or a step was taken back."""
    found = listing_findings(desk, within, item["topic_id"], kind)
    name = topic_name(item["title"])
    return tuple(
        Finding(
            one.rule, one.article, one.effect, f"议题{name}：{one.sentence}", one.facts, one.remedy, one.release_role
        )
        for one in found
        if one.effect is Effect.BLOCK
    )


def too_long(within: Within, meeting_id: int, starts_at: str, ends_at: str) -> tuple[Finding, ...]:
    """The agenda takes longer than the meeting is planned for; nothing while either is open."""
    total = sum(one["minutes"] for one in store.items(within, meeting_id))
    left = minutes_left(stored_moment(starts_at), stored_moment(ends_at), total)
    if left is None or left >= 0:
        return ()
    facts = {"议题合计": f"{total} 分钟", "超出": f"{-left} 分钟"}
    return (practice(f"议题合计比会议计划时长多 {-left} 分钟", "压缩议题时长、撤下议题，或延长会议", facts),)
