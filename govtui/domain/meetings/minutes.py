"""Minutes in words: composed from what was recorded, and which changes touch what was reviewed or signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import WEEKDAYS, long_day
from govtui.domain.text import substance

_DIGITS = "零一二三四五六七八九"

SUBSTANCE = {"title": "标题", "body": "正文", "finance": "财政收支标记"}
"""What reviews and the sign-off cover, besides outcomes and decisions."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's part in a decision: leading or not, by when (a day, or words)."""

    unit: str
    lead: bool = False
    due: date | None = None
    due_words: str = ""

    @property
    def until(self) -> str:
        """By when, as it stands in a sentence; '' where nothing was set."""
        return f"于{long_day(self.due)}前完成" if self.due else self.due_words


@dataclass(frozen=True, slots=True)
class Line:
    """One decision with the units that carry it out."""

    text: str
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Discussed:
    """An item that was dealt with: `frame` is the wording of its outcome, with {topic}, {unit} and {reporter}."""

    topic: str
    unit: str
    reporter: str
    frame: str
    discussion: str = ""
    dissent: str = ""
    chair_reason: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as its minutes tell it; `on_behalf_of` is who delegated the chair, as printed (市长)."""

    name: str
    starts: datetime | None
    room: str
    chair: str
    on_behalf_of: str
    items: tuple[Discussed, ...]
    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    on_leave: tuple[str, ...] = ()
    recorder: str = ""


def compose(sitting: Sitting) -> str:
    """The text of the minutes, one paragraph a line: the opening, the items in order, who was there."""
    parts = [_opening(sitting)]
    for place, item in enumerate(sitting.items, 1):
        parts += _item(place, item)
    lists = (("出席", sitting.present), ("列席", sitting.attending), ("请假", sitting.on_leave))
    parts += [f"{label}：{'、'.join(names)}" for label, names in lists if names]
    if sitting.recorder:
        parts.append(f"记录：{sitting.recorder}")
    return "\n".join(parts)


def duty_words(duties: Sequence[Duty]) -> str:
    """Who does it by when: 由甲牵头，乙、丙配合，于…前完成; with days of their own each is named with its day."""
    lead = [one for one in duties if one.lead]
    others = [one for one in duties if not one.lead]
    days = {one.until for one in duties if one.until}
    if len(days) <= 1 and (not days or all(one.until for one in lead or others)):
        who = [f"由{_names(lead)}牵头" if others else f"由{_names(lead)}负责"] if lead else []
        who += [f"{_names(others)}配合" if lead else f"由{_names(others)}负责"] if others else []
        return "，".join((*who, *days))
    told = [_alone(one, "由", "牵头") for one in lead] + [_alone(one, "" if lead else "由", "配合") for one in others]
    return "；".join(told)


def changed_substance(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The names of what reviews and the sign-off cover and what differs between two sets of columns.

    Blanks, commas and full stops do not count; between digits they do.
    """
    return tuple(
        words for name, words in SUBSTANCE.items() if name in after and _plain(before.get(name)) != _plain(after[name])
    )


def _plain(value: object) -> object:
    return substance(value) if isinstance(value, str) else value or None


def numeral(number: int) -> str:
    """一 to 九十九, as paragraphs are counted."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _opening(sitting: Sitting) -> str:
    when = _moment(sitting.starts)
    chair = sitting.chair + (f"（受{sitting.on_behalf_of}委托）" if sitting.on_behalf_of else "")
    where = f"在{sitting.room}" if sitting.room else ""
    who = f"{chair}{where}主持召开" if chair else f"{where}召开"
    begun = "，".join(filter(None, (when, f"{who}{sitting.name}")))
    return f"{begun}。" + ("会议议定事项纪要如下：" if sitting.items else "")


def _moment(starts: datetime | None) -> str:
    if starts is None:
        return ""
    half = "上午" if starts.hour < 12 else "下午" if starts.hour < 18 else "晚上"
    return f"{long_day(starts.date())}（星期{WEEKDAYS[starts.weekday()]}）{half}"


def _item(place: int, item: Discussed) -> list[str]:
    parts = [f"{numeral(place)}、{item.topic}", _framed(item)]
    told = (
        ("", item.discussion),
        ("讨论中的不同意见：", item.dissent),
        ("会议主持人说明：", item.chair_reason),
    )
    parts += [f"{label}{_closed(text)}" for label, text in told if text.strip()]
    if item.lines:
        parts.append("会议议定：")
        single = len(item.lines) == 1
        parts += [_decision("" if single else f"（{numeral(n)}）", line) for n, line in enumerate(item.lines, 1)]
    return [part for part in parts if part]


def _framed(item: Discussed) -> str:
    """The sentence of the outcome; a topic that is called 关于…的汇报 does not say so twice."""
    topic = item.topic.removeprefix("关于").removesuffix("的汇报")
    filled = item.frame.replace("{topic}", topic).replace("{unit}", item.unit or "汇报单位")
    return filled.replace("{reporter}", item.reporter or item.unit or "有关单位")


def _decision(mark: str, line: Line) -> str:
    text, duties = line.text.strip().rstrip("。；;，"), duty_words(line.duties)
    return f"{mark}{text}。" + (f"{duties}。" if duties else "")


def _closed(text: str) -> str:
    text = text.strip()
    return text if text.endswith(("。", "！", "？", "；")) else f"{text}。"


def _names(duties: Sequence[Duty]) -> str:
    return "、".join(one.unit for one in duties)


def _alone(one: Duty, by: str, part: str) -> str:
    return f"{by}{one.unit}{part}" + (f"，{one.until}" if one.until else "")
