"""签到表 and 请假备案."""

from collections.abc import Iterable, Iterator, Mapping

from govtui.domain.meetings.states import ASKED, DEPUTY, GRANTED, LEAVE, REFUSED, TAKEN_BACK, TIERS
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.meetings.printing.head import AWAY, leave_of, meeting_head, not_coming, printed_units, standing
from govtui.services.meetings.rows import AttendeeRow, LeaveRow, MeetingDetail, QuorumState
from govtui.services.meetings.sheets import LeaveLine, LeaveSheet, SignInGroup, SignInLine, SignInSheet


def sign_in_of(desk: Desk, found: MeetingDetail) -> SignInSheet:
    """签到表 from a meeting that was read already."""
    expected(found)
    units, absent = printed_units(desk, found), not_coming(desk, found)
    lines = {
        one.id: _sign_in_line(one, units[one.id], leave_of(found, one), absent.get(one.id, ""))
        for one in found.attendees
    }
    groups = [*_whole_groups(found, lines), *_topic_groups(found, lines)]
    return SignInSheet(meeting_head(desk, found), tuple(groups), _counts(found))


def expected(found: MeetingDetail) -> None:
    """Refuse where nobody is expected."""
    if not found.attendees:
        raise Refusal(f"{found.row.name}还没有与会人员；请先生成参会名单。")


def _whole_groups(found: MeetingDetail, lines: Mapping[int, SignInLine]) -> Iterator[SignInGroup]:
    for tier, part in TIERS.items():
        people = [one for one in found.attendees if one.whole and one.tier == tier]
        if people:
            yield SignInGroup(part, "全程", _sorted(people, lines))


def _topic_groups(found: MeetingDetail, lines: Mapping[int, SignInLine]) -> Iterator[SignInGroup]:
    """Who comes in for topics, by the topics they wait for."""
    titles = {item.position: item.title for item in standing(found)}
    called = sorted({one.items for one in found.attendees if not one.whole})
    for items in called:
        people = [one for one in found.attendees if not one.whole and one.items == items]
        topics = "；".join(f"第{at}项 {titles.get(at, '')}".rstrip() for at in items)
        name = f"{TIERS['topic']}：{topics}" if topics else TIERS["topic"]
        yield SignInGroup(name, _window(people[0]), _sorted(people, lines))


def _window(one: AttendeeRow) -> str:
    """From when to when somebody sits in the room."""
    enters = f"{one.enters:%H:%M}进场" if one.enters else ""
    leaves = f"{one.leaves:%H:%M}退场" if one.leaves else ""
    return "，".join(filter(None, (enters, leaves)))


def _sorted(people: Iterable[AttendeeRow], lines: Mapping[int, SignInLine]) -> tuple[SignInLine, ...]:
    ordered = sorted(people, key=lambda one: (one.seat or 10**6, one.id))
    return tuple(lines[one.id] for one in ordered)


def _sign_in_line(one: AttendeeRow, unit: str, leave: LeaveRow | None, absent: str) -> SignInLine:
    came = f"{one.signed:%H:%M}" + (" 迟到" if one.late else "") if one.signed else ""
    deputy = f"{one.deputy_title}{one.deputy}代" if one.deputy and one.reply in (DEPUTY, LEAVE) else ""
    return SignInLine(
        seat=one.seat,
        code=one.code,
        unit=unit,
        title=one.title,
        name=one.name,
        signed=came,
        deputy=deputy,
        leave=leave_words(leave) or (AWAY if absent == AWAY else ""),
        lacks=_lacks(one, leave),
    )


def leave_words(leave: LeaveRow | None) -> str:
    """A leave in few words: who granted it and when, or that it still waits; coming after all is said too."""
    if leave is None or leave.state == TAKEN_BACK:
        return ""
    if leave.state == GRANTED:
        on = f" {leave.approved:%m-%d}" if leave.approved else ""
        words = f"{leave.approver}批准{on}"
    else:
        words = {ASKED: "待批", REFUSED: "不批"}.get(leave.state, leave.state)
    return f"{words}（已到会）" if leave.came else words


def _lacks(one: AttendeeRow, leave: LeaveRow | None) -> str:
    """What still has to be done about somebody's leave (R43b); nothing where the person came or need not ask."""
    if leave is None or leave.came or leave.state in (TAKEN_BACK, REFUSED) or one.signed and not one.deputy:
        return ""
    return f"缺{'、'.join(leave.lacks)}" if leave.lacks else ""


def _counts(found: MeetingDetail) -> str:
    people = found.attendees
    came = sum(one.signed is not None for one in people)
    late = sum(one.late for one in people if one.signed)
    away = sum(one.reply == LEAVE for one in people if not one.signed)
    words = [f"应到 {len(people)} 人"]
    if came:
        words.append(f"实到 {came} 人" + (f"（迟到 {late} 人）" if late else ""))
    if away:
        words.append(f"请假 {away} 人")
    return "，".join(words) + (f"；{quorum_words(found.quorum)}。" if found.quorum and came else "。")


def quorum_words(state: QuorumState) -> str:
    """Members expected and present against what is needed; where the rules set no number, that is said."""
    words = f"组成人员 {state.members} 人，到会 {state.present} 人"
    if state.needed is None:
        return f"{words}（到会人数要求：规则未明确）"
    return f"{words}（须到 {state.needed} 人，{'已达到' if state.reached else '未达到'}）"


def leaves_of(desk: Desk, found: MeetingDetail) -> LeaveSheet:
    """请假备案 from a meeting that was read already."""
    if not found.leaves:
        raise Refusal(f"{found.row.name}没有人请假，没有请假备案可打。")
    units = {one.id: one.unit for one in found.attendees}
    lines = tuple(_leave_line(desk, leave, units.get(leave.attendee_id, "")) for leave in found.leaves)
    return LeaveSheet(meeting_head(desk, found), lines)


def _leave_line(desk: Desk, leave: LeaveRow, unit: str) -> LeaveLine:
    article = desk.book.rule(leave.rule).article_text if desk.book.holds(leave.rule) else "规则未明确"
    return LeaveLine(
        name=leave.person,
        title=leave.title,
        unit=unit,
        reason=leave.reason,
        state=leave.state,
        approver=leave.approver,
        approved=leave.approved,
        duty_filed=leave.duty_filed,
        deputy="".join((leave.deputy_title, leave.deputy)),
        rule=article,
        lacks="、".join(leave.lacks),
        note="已到会，以签到为准" if leave.came else "",
    )
