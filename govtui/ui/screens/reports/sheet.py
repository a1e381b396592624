"""The week's figures as one page to read: table, bars, lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import short_day
from govtui.domain.text import cells, cut, pad
from govtui.services.desk import Desk
from govtui.services.documents.by_day import on_time_trend, week_load
from govtui.services.documents.weekly import SummaryRow, WeeklyReport, weekly_report
from govtui.ui.widgets.detail import Detail, Grid, Painting, Para, Part, Section, paint_parts
from govtui.ui.widgets.paint import Span, shown

HEADINGS = ("来源类别", "收文", "在办", "办结", "按时率", "超期", "退文", "平均用时")
WIDTHS = (14, 6, 6, 6, 8, 6, 6, 9)
BAR = 30
"""The longest bar, in cells."""


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """What the page shows of one week; `headline` and `period` are sentences."""

    report: WeeklyReport
    headline: str
    period: str
    load: tuple[tuple[date, int], ...]
    trend: tuple[tuple[str, float | None], ...]


def figures(desk: Desk, week: str) -> WeekFigures:
    """Everything about a week. Raises Refusal for a week that is none or has not begun."""
    from govtui.files.documents.weekly import headline, period

    report = weekly_report(desk, week)
    monday = report.week.monday
    return WeekFigures(
        report, headline(report), period(report.week), week_load(desk, monday), on_time_trend(desk, monday)
    )


class WeekSheet(Detail):
    """A week's figures, scrolled with the arrow keys."""

    HELP = "上下键滚动，左右键换周，回车或 Ctrl+E 写出本周的 Excel 文件。"
    figures: WeekFigures | None = None

    def show_week(self, found: WeekFigures) -> None:
        """Show another week."""
        self.figures = found
        self.show(found.period)

    def _paint(self, width: int) -> Painting:
        found = self.figures
        if found is None:
            return [[("正在统计……", "muted")]]
        lines: Painting = [[(found.period, "title")]]
        lines += paint_parts([Para(found.headline)], width)
        lines += [[], *self._table(found.report), []]
        lines += self._side_by_side(self._load(found), self._trend(found), width)
        return [*lines, [], *paint_parts(_sections(found.report), width)]

    # -- the table

    def _table(self, report: WeeklyReport) -> Painting:
        rows = [self._row(row, "") for row in report.summary]
        return [_line(HEADINGS, "header"), *rows, self._row(report.total, "strong")]

    def _row(self, row: SummaryRow, pen: str) -> list[Span]:
        rate = "-" if row.on_time_rate is None else f"{row.on_time_rate:.1%}"
        hours = "-" if row.mean_hours is None else f"{row.mean_hours:.1f}"
        texts = (row.category, *map(_count, (row.received, row.open, row.closed)), rate, _count(row.late))
        spans = _line((*texts, _count(row.returned), hours), pen)
        late = 5
        return [(text, "bad") if at == late and row.late else (text, style) for at, (text, style) in enumerate(spans)]

    # -- the pictures

    def _bar(self, share: float, pen: str = "cursor") -> list[Span]:
        room = BAR - 12
        filled = max(1, round(room * share)) if share > 0 else 0
        sign = "#" if self.plain_glyphs or self.app.native_ansi_color else " "
        return [(sign * filled, pen if sign == " " else "accent"), (" " * (room - filled), "")]

    def _load(self, found: WeekFigures) -> Painting:
        most = max([1, *(count for _, count in found.load)])
        lines: Painting = [[("每日收文", "header")]]
        for day, count in found.load:
            if count or day.weekday() < 5:
                label: Span = (pad(short_day(day), 11), "muted")
                lines.append([label, *self._bar(count / most), (f" {count}", "")])
        return lines

    def _trend(self, found: WeekFigures) -> Painting:
        lines: Painting = [[("近八周按时率", "header")]]
        for name, rate in found.trend:
            label: Span = (pad(name[5:], 5), "strong" if name == found.report.week.name else "muted")
            if rate is None:
                lines.append([label, ("没有办结", "muted")])
            else:
                lines.append([label, *self._bar(rate), (f" {rate:.0%}", "")])
        return lines

    def _side_by_side(self, left: Painting, right: Painting, width: int) -> Painting:
        column = BAR + 6
        if width < column + BAR:
            return [*left, [], *right]
        lines: Painting = []
        for at in range(max(len(left), len(right))):
            first = left[at] if at < len(left) else []
            used = sum(cells(text) for text, _ in first)
            lines.append([*first, (" " * (column - used), ""), *(right[at] if at < len(right) else [])])
        return lines


def _count(number: int) -> str:
    return f"{number:,}"


def _line(texts: Sequence[str], pen: str) -> list[Span]:
    first = pad(cut(shown(texts[0]), WIDTHS[0]), WIDTHS[0])
    rest = [(pad(text, width, right=True), pen) for text, width in zip(texts[1:], WIDTHS[1:], strict=True)]
    return [(first, pen), *rest]


def _sections(report: WeeklyReport) -> list[Part | Section]:
    """What is late, in leaders' hands, irregular, and what left."""
    late = tuple((one.number, f"超 {one.days} 个工作日", one.where, one.title) for one in report.late)
    hands = tuple(
        (one.leader, one.title, f"{one.count} 件，最久的 {one.oldest} 已 {one.longest_days} 个工作日")
        for one in report.leaders
    )
    odd = tuple((f"{one.times} 次", one.unit, one.reason) for one in report.irregular)
    left = tuple((one.number, one.kind, one.signer, one.title) for one in report.issued)
    named: tuple[tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
        ("超期", late, ("", "bad", "accent", "")),
        ("领导在手", hands, ("strong", "muted", "")),
        ("不规范报文", odd, ("warn", "", "")),
        ("本周发文", left, ("", "muted", "muted", "")),
    )
    return [Section(f"{name}（{len(rows)}）", (Grid(rows, pens),)) for name, rows, pens in named if rows]
