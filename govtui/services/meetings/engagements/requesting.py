"""Entering requests for leaders' presence, departments' meetings and other entries of the plan, and changing them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import from_stamp, in_china, to_stamp
from govtui.domain.findings import Finding
from govtui.domain.meetings.engagements import named
from govtui.domain.meetings.states import (
    CANCELLED,
    DECLINED,
    DEPARTMENT_MEETING,
    ENGAGEMENT_KINDS,
    EVENT,
    GOES,
    INSTEAD,
    INVITATION,
    PENDING,
    RETURNED,
    SETTLED,
    TO_HANDLE,
    TO_LEADER,
)
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.services.desk import Desk
from govtui.services.documents.editing import as_entry
from govtui.services.documents.entered import dated, said
from govtui.services.gates import Permit
from govtui.services.meetings.engagements import judging
from govtui.services.meetings.engagements.occupied import NOUN
from govtui.services.meetings.engagements.rows import EngagementSaved, LeaderAsked, NewEngagement
from govtui.services.meetings.engagements.settling import answer_for, stand
from govtui.services.people import directory
from govtui.store import tables
from govtui.store.meetings import engagements as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Engagement

_LINES = ("scope", "speech", "note")
_SAME = (
    *("kind", "title", "unit_id", "unit", "head_signed", "place", "scope", "people_count", "mode", "citywide"),
    *("in_city_name", "county_heads", "speech", "media", "budget_source", "vehicle", "contact", "phone"),
    *("incoming_id", "note"),
)
_WIDER = ("citywide", "in_city_name", "county_heads")
_GOING = (GOES, INSTEAD)


def request(desk: Desk, entry: NewEngagement, permits: Sequence[Permit] = ()) -> EngagementSaved:
    """Enter an engagement. An entry of the plan (活动) with a time is settled at once: who is named goes.

    Raises Refusal without a title, without the unit of a department's meeting, or for text that looks classified.
    """
    entry = _checked(desk, entry)
    with desk.writing("engagement.request") as uow:
        row = uow.add(
            tables.Engagement(**_columns(entry), state=TO_HANDLE, created_at=uow.at, created_by=uow.actor_name)
        )
        assert row.id is not None
        _ask(desk, uow, row.id, entry)
        sentence = f"登记{entry.kind}{named(entry.title)}" + (f"（{entry.unit}）" if entry.unit else "")
        if entry.kind == EVENT and entry.starts is not None:
            answer_for(uow, row, desk.today().isoformat())
            findings = stand(desk, uow, row, "列入", permits)
        else:
            findings = judging.findings(desk, uow, judging.stored(uow, row.id))
        store.note(uow, row.id, "登记", sentence)
        uow.say(sentence, NOUN, row.id)
        saved = row.id
    return EngagementSaved(saved, sentence, findings)


def engagement_of(desk: Desk, engagement_id: int) -> NewEngagement:
    """A stored engagement as the form shows it again. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        row = judging.stored(reader, engagement_id)
        leaders = store.leaders_of(reader, [engagement_id])
    values: dict[str, Any] = {name: row[name] for name in _SAME}
    values |= {name: bool(row[name]) for name in (*_WIDER, "media")}
    starts = from_stamp(row["starts_at"]) if row["starts_at"] else None
    ends = from_stamp(row["ends_at"]) if row["ends_at"] else None
    return NewEngagement(
        **values,
        starts=starts,
        minutes=int((ends - starts).total_seconds() // 60) if starts and ends else 0,
        requested_on=date.fromisoformat(row["requested_on"]) if row["requested_on"] else None,
        leaders=tuple(LeaderAsked(one["person_id"], one["name"], one["part"]) for one in leaders),
    )


def from_paper(desk: Desk, incoming_id: int) -> NewEngagement:
    """An invitation begun from a paper that came in: its title, sender and day. Nothing is written."""
    paper, _ = as_entry(desk, incoming_id)
    return NewEngagement(
        kind=INVITATION,
        title=paper.title,
        unit_id=paper.sender_id,
        unit=paper.sender,
        head_signed=paper.signer,
        requested_on=paper.received_at.date() if paper.received_at else None,
        incoming_id=incoming_id,
    )


def change(
    desk: Desk, engagement_id: int, version: int, entry: NewEngagement, permits: Sequence[Permit] = ()
) -> EngagementSaved:
    """Change an engagement. When its time moves, whoever said to come is asked anew; new leaders are asked.

    What is settled passes the gates again (R45a). Raises Stale as every edit does, Refusal for one that is cancelled.
    """
    entry = _checked(desk, entry)
    with desk.writing("engagement.change") as uow:
        row = store.fetch(uow, engagement_id, version)
        if row.state == CANCELLED:
            raise Refusal(f"{named(row.title)}已取消，不能再改；请重新登记。")
        if entry.kind != row.kind and row.state not in (TO_HANDLE, RETURNED):
            raise Refusal(f"{named(row.title)}已在办理，类别不能再改；请取消后重新登记。")
        columns = _columns(entry)
        other_unit = not _same_unit(row, entry)
        wider = other_unit or any(columns[name] and not getattr(row, name) for name in _WIDER)
        if not entry.county_heads or other_unit:
            columns |= {"heads_approver_id": None, "heads_approver": "", "heads_approved_on": None}
        moved = columns["starts_at"] != row.starts_at
        touched = [name for name in _TOLD if columns.get(name, getattr(row, name)) != getattr(row, name)]
        uow.change(row, **columns)
        told = _ask(desk, uow, engagement_id, entry) + (_ask_anew(uow, row) if moved else "")
        findings = _after_change(desk, uow, row, permits, wider)
        words = "、".join(_TOLD[name] for name in touched) or "其他内容"
        sentence = f"修改{named(entry.title)}：{words}{told}"
        store.note(uow, engagement_id, "修改", sentence)
        uow.say(sentence, NOUN, engagement_id)
    return EngagementSaved(engagement_id, sentence, findings)


_TOLD = {
    "title": "名称",
    "starts_at": "时间",
    "ends_at": "时长",
    "place": "地点",
    "unit": "主办单位",
    "citywide": "是否全市性",
    "in_city_name": "是否以政府名义",
    "county_heads": "是否请下级主要负责人",
    "mode": "方式",
    "budget_source": "经费来源",
    "speech": "讲话",
}
"""What a change is told by in the journal."""


def _same_unit(row: "Engagement", entry: NewEngagement) -> bool:
    """Whether it is still the meeting of the unit that county heads were allowed for, under whatever name (R45a)."""
    by_id = row.unit_id is not None and entry.unit_id is not None
    return row.unit_id == entry.unit_id if by_id else fold(row.unit) == fold(entry.unit)


def _after_change(
    desk: Desk, uow: UnitOfWork, row: "Engagement", permits: Sequence[Permit], wider: bool
) -> tuple[Finding, ...]:
    if row.state not in (TO_LEADER, SETTLED, DECLINED):
        assert row.id is not None
        return judging.findings(desk, uow, judging.stored(uow, row.id))
    if row.kind == EVENT:
        answer_for(uow, row, desk.today().isoformat())
    return stand(desk, uow, row, "修改", permits, anew=wider)


def _ask_anew(uow: UnitOfWork, row: "Engagement") -> str:
    """Leaders who said to come at the old time have not said so of the new one."""
    assert row.id is not None
    if row.kind == EVENT:
        return ""
    again = [one for one in store.asked_leaders(uow, row.id) if one.answer in _GOING]
    for one in again:
        uow.change(one, answer=PENDING, instead_id=None, instead="", answered_on=None)
    return f"（时间变了，重新请示{'、'.join(one.name for one in again)}）" if again else ""


def _ask(desk: Desk, uow: UnitOfWork, engagement_id: int, entry: NewEngagement) -> str:
    """Keep whom the entry names: answers of those who stay are kept; returns the words for who is new or gone."""
    people, on = directory(desk), entry.starts.date() if entry.starts else desk.today()
    there = {_key(one.person_id, one.name): one for one in store.asked_leaders(uow, engagement_id)}
    wanted = {_key(one.person_id, one.name): one for one in entry.leaders}
    gone = [one for key, one in there.items() if key not in wanted]
    for one in gone:
        uow.delete(one)
    for key, asked in wanted.items():
        if key in there:
            uow.change(there[key], part=asked.part)
            continue
        title = people.title_of(asked.person_id, on) if asked.person_id is not None else ""
        row = tables.EngagementLeader(engagement_id=engagement_id, name=asked.name, title=title, part=asked.part)
        row.person_id = asked.person_id
        uow.add(row)
    new = [asked.name for key, asked in wanted.items() if key not in there] if there else []
    told = (("增请", new), ("不再请", [one.name for one in gone]))
    return "".join(f"，{word}{'、'.join(names)}" for word, names in told if names)


def _key(person_id: int | None, name: str) -> int | str:
    return person_id if person_id is not None else name


def _columns(entry: NewEngagement) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(entry, name) for name in _SAME}
    columns["starts_at"] = to_stamp(entry.starts) if entry.starts else ""
    columns["ends_at"] = ""
    if entry.starts and entry.minutes:
        columns["ends_at"] = to_stamp(entry.starts + timedelta(minutes=entry.minutes))
    columns["requested_on"] = entry.requested_on.isoformat() if entry.requested_on else None
    return columns


def _checked(desk: Desk, entry: NewEngagement) -> NewEngagement:
    entry = _cleaned(desk, entry)
    if entry.kind not in ENGAGEMENT_KINDS:
        raise Refusal(f"类别只能是{'、'.join(ENGAGEMENT_KINDS)}。")
    if not entry.title:
        raise Refusal("请填写活动名称。")
    if entry.kind == DEPARTMENT_MEETING and not entry.unit:
        raise Refusal("部门会议要写明是哪个单位召开。")
    if entry.minutes < 0 or entry.people_count < 0:
        raise Refusal("时长和人数不能是负数。")
    if entry.minutes and entry.starts is None:
        raise Refusal("有时长没有开始时间，请补上时间。")
    if entry.requested_on:
        dated(desk, entry.requested_on, "报来日期")
    return entry


def _cleaned(desk: Desk, entry: NewEngagement) -> NewEngagement:
    """The entry with clean words, the unit as the address book calls it, and each leader once."""
    words: dict[str, Any] = {
        one.name: said(value, multiline=one.name in _LINES)
        for one in fields(entry)
        if isinstance(value := getattr(entry, one.name), str)
    }
    people = directory(desk)
    unit = people.unit(entry.unit_id) or people.unit_named(words["unit"])
    return replace(
        entry,
        **words | ({"unit": unit.name} if unit else {}),
        unit_id=unit.id if unit else None,
        starts=_minute(entry.starts),
        leaders=_leaders(desk, entry.leaders),
    )


def _minute(moment: datetime | None) -> datetime | None:
    return in_china(moment).replace(second=0, microsecond=0) if moment else None


def _leaders(desk: Desk, asked: Iterable[LeaderAsked]) -> tuple[LeaderAsked, ...]:
    people = directory(desk)
    found: dict[int | str, LeaderAsked] = {}
    for one in asked:
        person = people.chosen(one.person_id, "领导") if one.person_id is not None else None
        name = person.name if person else said(one.name)
        if name:
            found.setdefault(_key(one.person_id, name), LeaderAsked(one.person_id, name, said(one.part) or GOES))
    return tuple(found.values())
