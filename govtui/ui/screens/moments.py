"""A field for a day with its hour, as notices of meetings write it: `2026-11-24 09:00`."""

import re
from datetime import date, datetime, time
from typing import Any

from govtui.domain.clock import CHINA, short_day
from govtui.domain.refusal import Refusal
from govtui.domain.text import halfwidth
from govtui.services.desk import Desk
from govtui.services.workdays import current_calendar
from govtui.ui.screens.deskpage import typed_day
from govtui.ui.widgets.fields import Field

_HOUR = re.compile(r"(上午|下午|晚上?)?\s*([0-9]{1,2})\s*(?:[:点时]\s*([0-9]{1,2}|半)?\s*分?)$")
_DIGITS = re.compile(r"(?:^|(?<=\s))([0-9]{1,2})([0-9]{2})$")
_UNCLEAR = "写明哪一天几点，如 11.26 9:00、明天 15:00、下周三 下午3点。"


def typed_moment(desk: Desk, text: str, near: str = "") -> str:
    """A moment as typed, as `2026-11-24 09:00`; what is left out of day and hour is that of `near` (the same writing).

    Raises Refusal in one sentence where it cannot be read.
    """
    plain = halfwidth(text).strip()
    day_text, at = _parted(plain)
    known = _near(near)
    if at is None and known is None or not day_text and known is None:
        raise Refusal(_UNCLEAR)
    day = typed_day(desk, day_text) if day_text else f"{known:%Y-%m-%d}"
    return f"{day} {at or known:%H:%M}"


def _parted(text: str) -> tuple[str, time | None]:
    if found := _HOUR.search(text):
        part, hour, minute = found.groups()
        later = 12 if part and part != "上午" and int(hour) < 12 else 0
        return text[: found.start()].strip(), _time(int(hour) + later, 30 if minute == "半" else int(minute or 0))
    if found := _DIGITS.search(text):
        return text[: found.start()].strip(), _time(int(found[1]), int(found[2]))
    return text, None


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Refusal("没有这个时刻，请改成 9:00、15:30 这样。") from None


def _near(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")
    except ValueError:
        return None


def moment_text(at: datetime | None) -> str:
    """A moment as the field holds it."""
    return f"{at.astimezone(CHINA) if at.tzinfo else at:%Y-%m-%d %H:%M}" if at else ""


def as_moment(text: str) -> datetime | None:
    """The moment of a filled field; None where it was left empty."""
    found = _near(text)
    return found.replace(tzinfo=CHINA) if found else None


def moment_field(desk: Desk, field_id: str, label: str, near: datetime | None = None, **options: Any) -> Field:
    """A field for a day and an hour; typing only one of them keeps the other of what stood there (first: `near`)."""
    options.setdefault("help", "11.26 9:00、明天 15:00、下周三 下午3点；只写钟点或只写日子，另一半不变。")
    last = [moment_text(near)]

    def read(text: str) -> str:
        last[0] = typed_moment(desk, text, last[0])
        return last[0]

    options.setdefault("default", last[0])
    return Field(field_id, label, "moment", normalise=read, hint=lambda text: _hint(desk, text), **options)


def _hint(desk: Desk, text: str) -> str:
    at = _near(text)
    if at is None:
        return ""
    fact = current_calendar(desk).day(date(at.year, at.month, at.day))
    return f"{short_day(fact.date)} {fact.name or ('休息' if fact.off else '工作日')}"
