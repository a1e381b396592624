"""The words of a 会议通知: when, where, what about, who comes in which part, by when to answer, how to ask leave."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from govtui.domain.clock import WEEKDAYS, from_stamp, long_day
from govtui.domain.meetings.states import DEPUTY, ON, TIERS
from govtui.domain.text import cells, clean
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import LeaveRule
from govtui.services.desk import Desk
from govtui.services.meetings.printing.head import ends_at, not_coming, printed_units, unit_and_title
from govtui.services.meetings.rows import AttendeeRow, ItemRow, MeetingDetail

_NUMERALS = "一二三四五六七八九十"
_HEAD = "负责人"
_COLUMNS = ("序", "议题", "汇报单位", "汇报人", "时间", "时限")
_UNKNOWN = "另行通知"
_SHORT = 80
"""Cells of a section that runs on behind its heading."""

Section = tuple[str, list[str]]
"""A heading and the lines under it."""


def notice_body(desk: Desk, found: MeetingDetail, chair: str) -> str:
    """The text of the notice: a sentence, then numbered sections; sections without content fall away."""
    sections = [section for section in _sections(desk, found, chair) if section[1]]
    lines = [f"定于{moment_words(found.row.starts)}召开{clean(found.row.name)}。现将有关事项通知如下："]
    for at, (heading, texts) in enumerate(sections):
        lines += _section(_NUMERALS[at], heading, texts)
    return "\n".join(lines)


def _section(numeral: str, heading: str, texts: list[str]) -> list[str]:
    """A short section runs on behind its heading; a long one stands under it."""
    if len(texts) == 1 and cells(texts[0]) <= _SHORT:
        return [f"{numeral}、{heading}。{texts[0].rstrip('。')}。"]
    return [f"{numeral}、{heading}", *texts]


def _sections(desk: Desk, found: MeetingDetail, chair: str) -> Iterator[Section]:
    fields, row = found.fields, found.row
    yield "会议时间", [_span_words(row.starts, ends_at(found))]
    yield "会议地点", [clean(row.room) or _UNKNOWN]
    yield "会议主持", [chair] if chair else []
    items = [item for item in found.items if item.state == ON or item.outcome]
    yield "会议议题", list(_topics(items))
    yield "参加人员", list(_people(desk, found, items))
    yield "报名", list(_reply(fields))
    yield "请假", leave_words(desk.book, row.kind)
    yield "会议材料", _lines(fields["papers"])
    yield "有关要求", [*_lines(fields["demands"]), *_early(desk.book)]


def moment_words(moment: datetime | None) -> str:
    """A moment as notices say it: 2026年11月25日（星期三）9:00."""
    if moment is None:
        return "（时间另行通知）"
    day = moment.date()
    return f"{long_day(day)}（星期{WEEKDAYS[day.weekday()]}）{moment.hour}:{moment:%M}"


def _span_words(starts: datetime | None, ends: datetime | None) -> str:
    if starts is None:
        return _UNKNOWN
    until = f"，预计{ends.hour}:{ends:%M}结束" if ends and ends > starts else ""
    return f"{moment_words(starts)}{until}"


def _topics(items: Iterable[ItemRow]) -> Iterator[str]:
    """The topics as a table: one line each, cells parted by tabs."""
    rows = [_topic_cells(item) for item in items]
    if rows:
        yield from ("\t".join(cells) for cells in (_COLUMNS, *rows))


def _topic_cells(item: ItemRow) -> tuple[str, ...]:
    at = f"{item.starts:%H:%M}" if item.starts else "—"
    length = f"{item.minutes}分钟" if item.minutes else "—"
    return str(item.position), clean(item.title), clean(item.unit), clean(item.reporter), at, length


def _people(desk: Desk, found: MeetingDetail, items: Iterable[ItemRow]) -> Iterator[str]:
    """A line for every part in the order of ranks; those who come for a topic, a line for every topic."""
    units, absent, everybody = printed_units(desk, found), not_coming(desk, found), found.attendees

    def words(people: Iterable[AttendeeRow]) -> str:
        return "，".join(person_words(one, units[one.id], absent.get(one.id, "")) for one in people)

    for tier, part in TIERS.items():
        if names := words(one for one in everybody if one.whole and one.tier == tier):
            yield f"{part}：{names}。"
    for item in items:
        if names := words(one for one in everybody if not one.whole and item.position in one.items):
            at = f"，约{item.starts.hour}:{item.starts:%M}进场" if item.starts else ""
            yield f"{TIERS['topic']}（第{item.position}项{at}）：{names}。"


def person_words(one: AttendeeRow, unit: str, absent: str = "") -> str:
    """Somebody as lists name him: unit, title, name; why he does not come (请假, 外出), and who comes instead."""
    words = unit_and_title(clean(unit), clean(one.title) if one.name else clean(one.title) or _HEAD) + clean(one.name)
    deputy = f"{clean(one.deputy)}代" if one.reply == DEPUTY and one.deputy else ""
    besides = "，".join(filter(None, (absent, deputy)))
    return f"{words}（{besides}）" if besides else words


def _reply(fields: dict[str, object]) -> Iterator[str]:
    by = f"请于{moment_words(from_stamp(str(fields['reply_by'])))}前" if fields["reply_by"] else "请及时"
    contact, phone = clean(str(fields["contact"])), clean(str(fields["phone"]))
    whom = "，".join(filter(None, (f"联系人：{contact}" if contact else "", f"电话：{phone}" if phone else "")))
    yield f"{by}将参会人员姓名、职务报会议联系人" + (f"（{whom}）。" if whom else "。")


def leave_words(book: Rulebook, kind: str) -> list[str]:
    """How to ask leave of a meeting of this kind, a line for every rule of the pack; what the rules do not say."""
    rules = [rule for rule in book.leaves if kind in rule.meetings]
    if not rules:
        return ["请假办法规则未明确，因故不能参加的请及时与会议联系人联系。"]
    return [_leave_line(book, rule) for rule in rules]


def _leave_line(book: Rulebook, rule: LeaveRule) -> str:
    who = "、".join(dict.fromkeys(book.role(role).title for role in rule.roles)) or "参会人员"
    steps = [f"须向{book.slot_title(rule.approver)}请假"]
    if rule.duty_filing:
        steps.append(f"报{book.slot_title('duty_room')}备案")
    if rule.deputy:
        steps.append("并安排熟悉情况的负责人代会")
    return f"{who}因故不能参加的，{'，'.join(steps)}。"


def _early(book: Rulebook) -> list[str]:
    return [f"请参会人员提前{book.meetings.sign_in_early}分钟到会签到。"] if book.meetings else []


def _lines(text: object) -> list[str]:
    return [clean(line) for line in str(text).split("\n") if clean(line)]
