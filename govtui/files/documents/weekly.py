"""公文办理周报: one workbook a week – numbers, late, irregular, in hand, came in, left – and the register."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from govtui.domain.clock import long_day, stored_moment
from govtui.domain.documents.states import FINAL_STATES
from govtui.files.documents.register import NAME as REGISTER
from govtui.files.documents.register import due_cell, of_days, where, write_register
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.services.documents.due import lamp_of
from govtui.services.documents.outgoing.issued import IssuedPaper, counts_line
from govtui.services.documents.weekly import InHand, LatePaper, SummaryRow, Week, WeeklyReport, weekly_report
from govtui.store.documents import reports as store

NAME = "公文办理周报"

_SUMMARY = (
    Column("category", "来源类别", 14),
    Column("received", "收文", 8, "number"),
    Column("open", "在办", 8, "number"),
    Column("closed", "办结", 8, "number"),
    Column("rate", "按时率", 10, "number", form="0.0%"),
    Column("late", "超期", 8, "number"),
    Column("returned", "退文", 8, "number"),
    Column("hours", "平均用时（工作小时）", 14, "number", form="0.0"),
)
_LATE = (
    Column("serial", "序号", 5, "number"),
    Column("lamp", "灯色", 6, "lamp"),
    Column("number", "收文号", 10),
    Column("sender", "来文机关", 14),
    Column("sender_number", "来文字号", 16),
    Column("title", "标题", 30),
    Column("urgency", "紧急", 6, centred=True),
    Column("section", "拟办科室", 10),
    Column("units", "承办单位", 14),
    Column("where", "现在何处", 10),
    Column("due", "办结时限", 12, "moment", form="mm-dd hh:mm"),
    Column("days", "超期工作日", 7, "number"),
    Column("reminders", "催办次数", 6, "number"),
    Column("note", "备注", 8),
)
_IRREGULAR = (
    Column("serial", "序号", 6, "number"),
    Column("unit", "单位", 30),
    Column("reason", "原因", 30),
    Column("times", "次数", 8, "number"),
)
_HANDS = (
    Column("serial", "序号", 6, "number"),
    Column("leader", "领导", 12, centred=True),
    Column("title", "职务", 26),
    Column("count", "在手件数", 10, "number"),
    Column("days", "最长天数（工作日）", 12, "number"),
    Column("oldest", "最久一件", 14, centred=True),
)
_RECEIVED = (
    Column("number", "收文号", 10),
    Column("received", "收文时间", 12, "moment", form="mm-dd hh:mm"),
    Column("sender", "来文机关", 14),
    Column("sender_number", "来文字号", 16),
    Column("title", "标题", 34),
    Column("kind", "文种", 6, centred=True),
    Column("doc_class", "类别", 6, centred=True),
    Column("urgency", "紧急", 6, centred=True),
    Column("units", "承办单位", 14),
    Column("due", "办结时限", 12, "moment", form="mm-dd hh:mm"),
    Column("lamp", "灯色", 6, "lamp"),
    Column("where", "现在何处", 10),
)
_ISSUED = (
    Column("serial", "序号", 5, "number"),
    Column("number", "文号", 20),
    Column("title", "标题", 40),
    Column("kind", "文种", 6, centred=True),
    Column("signer", "签发人", 12, centred=True),
    Column("signed", "签发日期", 11, "day"),
    Column("issued", "印发日期", 11, "day"),
    Column("publicity", "公开方式", 10, centred=True),
)
_NOTES = (
    "说明：收文、办结、退文按本周发生数；在办、超期按统计截止时的存量；作废的收文号不计。",
    "按时率＝本周办结且未过时限的件数÷本周办结且有时限的件数；平均用时按工作时间计，从收文到办结；“—”表示本周没有可计的件。",
)


def weekly_package(desk: Desk, week: str, out: Path | None = None) -> Exported:
    """The week's files under `out` (the exports folder): the report and the register; `rows` is the papers received.

    A second run of the same week takes the place of the first. Raises Refusal for a week that is none or not begun,
    and as `write_workbook` does.
    """
    report = weekly_report(desk, week)
    name = report.week.name
    folder = (out or exports_folder(desk)) / name
    sheet_path = folder / safe_name(f"{NAME}-{name}", ".xlsx")
    register_path = folder / safe_name(f"{REGISTER}-{name}", ".xlsx")
    write_weekly(desk, sheet_path, report)
    rows = write_register(desk, register_path, of_days(desk, report.week.monday, report.week.sunday, name))
    return Exported((sheet_path, register_path), rows)


def write_weekly(desk: Desk, path: Path, report: WeeklyReport) -> int:
    """Write the report's workbook; returns how many rows its tables hold."""
    makers = (_summary, _late, _irregular, _hands, _received, _issued)
    return write_workbook(path, [make(desk, report) for make in makers], properties(desk, f"{NAME} {report.week.name}"))


def headline(report: WeeklyReport) -> str:
    """The week in one sentence."""
    total = report.total
    rate = "" if total.on_time_rate is None else f"，按时率 {total.on_time_rate:.1%}"
    words = (
        f"本周收文 {total.received} 件，办结 {total.closed} 件{rate}；在办 {total.open} 件，其中超期 {total.late} 件"
    )
    return words + (f"；退文 {total.returned} 件。" if total.returned else "。")


def period(week: Week) -> str:
    """The week as a subtitle says it."""
    year, number = week.name.split("-W")
    words = f"{year}年第{int(number)}周（{long_day(week.monday)}至{long_day(week.sunday)}）"
    return words if week.finished else f"{words}，截至{long_day(week.as_of.date())} {week.as_of:%H:%M}"


def _sheet(
    desk: Desk,
    report: WeeklyReport,
    name: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
    *,
    headline: str = "",
    total: tuple[Cell, ...] | None = None,
    notes: tuple[str, ...] = (),
    empty: str = "（无）",
) -> Sheet:
    title = f"{desk.office}{NAME}" + ("" if name == "汇总" else f"·{name}")
    return Sheet(name, title, columns, rows, period(report.week), maker_line(desk), headline, total, notes, empty)


def _summary(desk: Desk, report: WeeklyReport) -> Sheet:
    rows = [_summary_cells(row) for row in report.summary]
    total = _summary_cells(report.total)
    return _sheet(desk, report, "汇总", _SUMMARY, rows, headline=headline(report), total=total, notes=_NOTES)


def _summary_cells(row: SummaryRow) -> tuple[Cell, ...]:
    rate = "—" if row.on_time_rate is None else row.on_time_rate
    hours = "—" if row.mean_hours is None else row.mean_hours
    return (row.category, row.received, row.open, row.closed, rate, row.late, row.returned, hours)


def _late(desk: Desk, report: WeeklyReport) -> Sheet:
    rows = [_late_cells(desk, serial, paper) for serial, paper in enumerate(report.late, 1)]
    notes = ("超期天数按工作日计，0 表示已过时限但不足一个工作日。",) if rows else ()
    return _sheet(desk, report, "超期明细", _LATE, rows, notes=notes, empty="（没有超期的公文）")


def _late_cells(desk: Desk, serial: int, paper: LatePaper) -> tuple[Cell, ...]:
    return (
        serial,
        "超期",
        paper.number,
        paper.sender,
        paper.sender_number,
        paper.title,
        paper.urgency,
        paper.section,
        paper.units,
        paper.where,
        due_cell(desk.book, paper.due.isoformat()),
        paper.days,
        paper.reminders,
        "时限暂定" if paper.provisional else "",
    )


def _irregular(desk: Desk, report: WeeklyReport) -> Sheet:
    rows = [(serial, one.unit, one.reason, one.times) for serial, one in enumerate(report.irregular, 1)]
    total = (None, "合计", "", sum(one.times for one in report.irregular)) if rows else None
    return _sheet(desk, report, "不规范报文", _IRREGULAR, rows, total=total, empty="（本周没有不规范报文）")


def _hands(desk: Desk, report: WeeklyReport) -> Sheet:
    rows = [_hand_cells(serial, hand) for serial, hand in enumerate(report.leaders, 1)]
    total = (None, "合计", "", sum(hand.count for hand in report.leaders), None, "") if rows else None
    return _sheet(desk, report, "领导在手", _HANDS, rows, total=total, empty="（没有在领导处的公文）")


def _hand_cells(serial: int, hand: InHand) -> tuple[Cell, ...]:
    return (serial, hand.leader, hand.title, hand.count, hand.longest_days, hand.oldest)


def _received(desk: Desk, report: WeeklyReport) -> Sheet:
    return _sheet(desk, report, "本周收文", _RECEIVED, _received_cells(desk, report), empty="（本周没有收文）")


def _issued(desk: Desk, report: WeeklyReport) -> Sheet:
    rows = [_issued_cells(serial, paper) for serial, paper in enumerate(report.issued, 1)]
    said = counts_line(report.issued) if rows else ""
    return _sheet(desk, report, "本周发文", _ISSUED, rows, headline=said, empty="（本周没有发文）")


def _issued_cells(serial: int, paper: IssuedPaper) -> tuple[Cell, ...]:
    numbers = (serial, paper.number, paper.title, paper.kind)
    return (*numbers, paper.signer, paper.signed_on, paper.issued_on, paper.publicity)


def _received_cells(desk: Desk, report: WeeklyReport) -> Iterator[tuple[Cell, ...]]:
    with desk.reading() as reader:
        for row in store.register_rows(reader, report.received):
            due = stored_moment(row["due_at"])
            lamp, _ = lamp_of(desk, due, bool(row["due_provisional"]), row["state"] in FINAL_STATES)
            yield (
                row["number"],
                stored_moment(row["received_at"]),
                row["sender"],
                row["sender_number"] or row["sender_number_raw"],
                row["title"],
                row["kind"],
                row["doc_class"],
                row["urgency"],
                row["units"] or row["lead_unit"],
                due_cell(desk.book, row["due_at"]),
                lamp,
                where(row),
            )
