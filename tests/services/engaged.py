"""Engagements for tests: asked for, reviewed, answered, in one call each."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from govtui.services.meetings.engagements import handling, requesting, views
from govtui.services.meetings.engagements.rows import LeaderAsked, NewEngagement
from govtui.store import tables
from tests.offices import Office

TUESDAY = datetime(2026, 11, 24, 9, 0)

INVITATION = NewEngagement(
    kind="邀请",
    title="全市冬春农田水利现场推进会",
    starts=TUESDAY,
    minutes=120,
    place="市会议中心",
    budget_source="部门预算",
)
MEETING = NewEngagement(
    kind="部门会议",
    title="全市财政工作会议",
    starts=datetime(2026, 12, 8, 9, 0),
    minutes=120,
    place="财政局礼堂",
    mode="视频会议",
    citywide=True,
    budget_source="部门预算",
)


def asked(office: Office, *names: str) -> tuple[LeaderAsked, ...]:
    """These leaders, asked to come."""
    return tuple(LeaderAsked(office.people[name], name) for name in names)


def invited(office: Office, *names: str, **changes: Any) -> int:
    """An invitation of the finance bureau to these leaders (沈清河 unless named)."""
    changes.setdefault("unit_id", office.units["市财政局"])
    entry = replace(INVITATION, leaders=asked(office, *(names or ("沈清河",))), **changes)
    return requesting.request(office.desk, entry).id


def meeting(office: Office, unit: str = "市财政局", **changes: Any) -> int:
    """A city-wide meeting of a bureau."""
    return requesting.request(office.desk, replace(MEETING, unit_id=office.units[unit], **changes)).id


def reviewed(office: Office, *names: str, **changes: Any) -> int:
    """An invitation that the office has taken through both steps."""
    found = invited(office, *names, **changes)
    handling.stamp(office.desk, [found], None, "拟同意")
    handling.stamp(office.desk, [found], office.people["陆知行"])
    return found


def state(office: Office, engagement: int) -> str:
    """Where it stands."""
    return views.one_row(office.desk, engagement).state


def leader_rows(office: Office, engagement: int) -> list[int]:
    """The rows of its leaders."""
    return [one.id for one in views.detail(office.desk, engagement).leaders]


def rules_of(office: Office, engagement: int) -> list[str]:
    """The rules that say something of it as it stands."""
    return [one.rule for one in views.detail(office.desk, engagement).findings]


def planned_meeting(office: Office, starts: datetime, *members: str, **changes: Any) -> int:
    """A meeting with these members; the first of them takes the chair."""
    from datetime import timedelta

    from govtui.domain.clock import to_stamp

    values: dict[str, Any] = {"name": "市人民政府第3次常务会议", "room": "第一会议室", "state": "筹备"}
    with office.desk.writing("meeting.plan") as uow:
        row = tables.Meeting(kind="executive", created_at=uow.at, created_by=uow.actor_name)
        for name, value in {**values, **changes}.items():
            setattr(row, name, value)
        row.starts_at, row.ends_at = to_stamp(starts), to_stamp(starts + timedelta(hours=2))
        row.chair_id, row.chair = office.people[members[0]], members[0]
        uow.add(row)
        assert row.id is not None
        for seat, name in enumerate(members, 1):
            one = tables.MeetingAttendee(meeting_id=row.id, name=name, tier="member", seat=seat, unit="市政府")
            one.person_id = office.people[name]
            uow.add(one)
        uow.say("安排会议", "meeting", row.id)
        return row.id
