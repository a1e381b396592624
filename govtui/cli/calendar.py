"""`govtui calendar`: one day, a deadline, the yearly notice, the years that are known."""

import argparse
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtui.cli.desk import clock_of, desk_or_none, open_desk, print_json, wants_json
from govtui.domain.clock import CHINA, short_day
from govtui.domain.refusal import Refusal
from govtui.domain.workdays.calendar import WorkCalendar, published_calendar
from govtui.domain.workdays.deadlines import Unit, compute_deadline
from govtui.domain.workdays.facts import KIND_WORDS, SOURCE_WORDS, DaySource
from govtui.domain.workdays.notices import Notice, parse_notice
from govtui.domain.workdays.typed import parse_typed_day

if TYPE_CHECKING:
    from govtui.services.workdays import MovedDeadline

_LARGEST_NOTICE = 200_000
_YEAR_SOURCE = {
    DaySource.PUBLISHED: "已公布",
    DaySource.PROVISIONAL: "暂定（按法定节日推算，通知公布后请导入）",
    DaySource.CORRECTED: "已按通知更正",
}


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Put the verb `calendar` on the command line."""
    verb = verbs.add_parser("calendar", parents=[common], help="日历：查一天、算期限、导入放假通知、看年份")
    kinds = verb.add_subparsers(title="用法", metavar="day|due|notice|years", required=True)
    day = kinds.add_parser("day", parents=[common], help="这一天上不上班")
    day.add_argument("day", metavar="日期", help="2026-10-01、10.1、明天、+3 等")
    day.set_defaults(run=_day)
    due = kinds.add_parser("due", parents=[common], help="从某天起若干工作日（日、月、小时）到哪天")
    due.add_argument("day", metavar="日期", help="2026-09-30；按小时计时写 2026-09-30T17:30")
    due.add_argument("amount", metavar="数目", type=int)
    due.add_argument("--unit", choices=[unit.value for unit in Unit], default="workday", help="单位，默认工作日")
    due.set_defaults(run=_due)
    notice = kinds.add_parser("notice", parents=[common], help="读放假通知的文本，加 --apply 才写入日历")
    notice.add_argument("file", metavar="文件", help="通知全文的文本文件；- 为标准输入")
    notice.add_argument("--apply", action="store_true", help="采用：写入日历并重算期限")
    notice.add_argument("--number", help="通知的文号（文本里没有时）")
    notice.add_argument("--year", type=int, help="通知的年份（文本里没有时）")
    notice.set_defaults(run=_notice)
    years = kinds.add_parser("years", parents=[common], help="哪些年份已公布、暂定、已更正")
    years.set_defaults(run=_years)


def _calendar(args: argparse.Namespace) -> WorkCalendar:
    """The office's calendar; the national one where no store exists."""
    desk = desk_or_none(args)
    if desk is None:
        return published_calendar()
    from govtui.services.workdays import current_calendar

    return current_calendar(desk)


def _day(args: argparse.Namespace) -> int:
    calendar = _calendar(args)
    fact = calendar.day(parse_typed_day(args.day, clock_of(args)().date(), calendar))
    if wants_json(args):
        print_json(
            {"date": fact.date.isoformat(), "kind": fact.kind.value, "name": fact.name, "source": fact.source.value}
        )
        return 0
    what = f"{fact.name}{KIND_WORDS[fact.kind]}" if fact.kind.value in ("holiday", "makeup") else KIND_WORDS[fact.kind]
    print(f"{fact.date.isoformat()} 周{'一二三四五六日'[fact.date.weekday()]}：{what}（{SOURCE_WORDS[fact.source]}）")
    return 0


def _due(args: argparse.Namespace) -> int:
    calendar = _calendar(args)
    unit = Unit(args.unit)
    deadline = compute_deadline(calendar, _moment(args, calendar), args.amount, unit)
    clocked = unit in (Unit.HOUR, Unit.MINUTE)
    due = deadline.due.isoformat(timespec="minutes") if clocked else deadline.day.isoformat()
    if wants_json(args):
        skipped = [[fact.date.isoformat(), fact.name] for fact in deadline.skipped]
        print_json({"due": due, "provisional": deadline.provisional, "skipped": skipped})
        return 0
    shown = f"{deadline.due:%Y-%m-%d %H:%M}" if clocked else due
    print(f"{shown} 周{'一二三四五六日'[deadline.day.weekday()]}" + (" 暂定" if deadline.provisional else ""))
    for label, value in deadline.steps():
        if label in ("不计的日子", "顺延", "暂定"):
            print(f"  {label}：{value}")
    return 0


def _moment(args: argparse.Namespace, calendar: WorkCalendar) -> datetime:
    """The start: a moment where a time of day is given, else the beginning of the typed day."""
    found = re.fullmatch(r"(.+?)[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\+08:00)?", args.day.strip())
    typed, clock = (found[1], found.groups(default="0")[1:]) if found else (args.day, ("0", "0", "0"))
    day = parse_typed_day(typed, clock_of(args)().date(), calendar)
    try:
        return datetime(day.year, day.month, day.day, int(clock[0]), int(clock[1]), int(clock[2]), tzinfo=CHINA)
    except ValueError as error:
        raise Refusal(f"时间“{args.day}”看不懂，请写成 2026-09-30T17:30。") from error


def _notice(args: argparse.Namespace) -> int:
    text = _read(args.file)
    year = args.year or _year_in_name(args.file)
    if not args.apply:
        notice = parse_notice(text, year, _calendar(args))
        _show(args, notice, None)
        return 0
    desk = open_desk(args)
    from govtui.services.workdays import apply_notice, current_calendar

    notice = parse_notice(text, year, current_calendar(desk))
    if notice.problems:
        _show(args, notice, None)
        raise Refusal(f"通知有问题，没有采用：{notice.problems[0]}")
    moved = apply_notice(desk, text, args.number, year)
    _show(args, notice, moved)
    return 0


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Refusal(f"文件“{name}”打不开，请检查路径和权限。") from error
    if len(raw) > _LARGEST_NOTICE:
        raise Refusal(f"文件“{name}”太大，不像放假通知；请只保存通知的文字。")
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(f"文件“{name}”不是文本文件，请把通知的文字另存为文本再试。")


def _year_in_name(name: str) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", Path(name).name)
    return int(found[0]) if found else None


def _show(args: argparse.Namespace, notice: Notice, moved: "tuple[MovedDeadline, ...] | None") -> None:
    if wants_json(args):
        print_json(_as_json(notice, moved))
        return
    number = f" {notice.number}" if notice.number else ""
    print(f"{notice.year}年放假通知{number}" if notice.days else "没有读到放假或上班的日子")
    for day in notice.days:
        print(
            f"  {day.date.isoformat()} 周{'一二三四五六日'[day.date.weekday()]} {'休' if day.off else '班'} {day.name}"
        )
    for problem in notice.problems:
        print(f"  问题：{problem}")
    if moved is None:
        return
    print(f"已写入日历；期限变动 {len(moved)} 件")
    for one in moved:
        way = "推后" if one.later else "提前"
        print(f"  {one.number} {short_day(one.before.date())} → {short_day(one.after.date())} {way} {one.title}")


def _as_json(notice: Notice, moved: "tuple[MovedDeadline, ...] | None") -> dict[str, Any]:
    answer: dict[str, Any] = {
        "year": notice.year,
        "days": [{"date": day.date.isoformat(), "off": day.off, "name": day.name} for day in notice.days],
        "problems": list(notice.problems),
        "number": notice.number,
    }
    if moved is not None:
        answer["moved"] = [
            {
                "number": one.number,
                "before": _day_of(one.before),
                "after": _day_of(one.after),
                "later": one.later,
            }
            for one in moved
        ]
    return answer


def _day_of(moment: datetime) -> str:
    day: date = moment.date()
    return day.isoformat()


def _years(args: argparse.Namespace) -> int:
    from govtui.services.workdays import calendar_years

    desk = desk_or_none(args)
    calendar = _calendar(args)
    years = calendar_years(calendar, clock_of(args)().date(), desk)
    if wants_json(args):
        print_json(
            [
                {"year": y.year, "source": y.source.value, "notices": list(y.notices), "corrections": y.corrections}
                for y in years
            ]
        )
        return 0
    for one in years:
        more = f"，更正 {one.corrections} 天" if one.corrections else ""
        more += f"，通知 {'、'.join(one.notices)}" if one.notices else ""
        print(f"{one.year} {_YEAR_SOURCE[one.source]}{more}")
    return 0
