"""收文登记簿: every paper of a year, of some days, or of the list on the screen, in the order of the paper book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from govtui.domain.clock import NEVER, from_stamp, long_day
from govtui.domain.documents.states import CLOSED, SENT_BACK, VOID
from govtui.domain.refusal import Refusal
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.store.documents import reports as store
from govtui.store.reading import Record

NAME = "收文登记簿"

COLUMNS = (
    Column("number", "收文号", 9),
    Column("received", "收文日期时间", 18, "moment"),
    Column("sender", "来文机关", 12),
    Column("sender_number", "来文字号", 12),
    Column("title", "标题", 26),
    Column("kind", "文种", 5, centred=True),
    Column("doc_class", "类别", 5, centred=True),
    Column("secrecy", "密级", 5, centred=True),
    Column("urgency", "紧急", 5, centred=True),
    Column("copies", "份数", 5, "number"),
    Column("copy_no", "份号", 5),
    Column("attachments", "附件", 6),
    Column("channel", "来文方式", 8),
    Column("section", "拟办科室", 8),
    Column("units", "承办单位", 12),
    Column("due", "办结时限", 12, "moment", form="mm-dd hh:mm"),
    Column("where", "现在何处", 8),
    Column("closed", "办结日期", 12, "day"),
    Column("result", "结果／复文号", 12),
    Column("signed_by", "签收人", 7, centred=True),
    Column("archive_no", "归档号", 8),
    Column("note", "备注", 9),
)
"""The columns in the order of the register; `类别` is 阅知 or 批办."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which papers: `ids` in their order, and the words that name the selection on the sheet and in the file name."""

    ids: tuple[int, ...]
    period: str
    label: str


def of_year(desk: Desk, year: int) -> Selection:
    """The register of one year."""
    with desk.reading() as reader:
        return Selection(tuple(store.ids_of_year(reader, year)), f"{year}年", str(year))


def of_days(desk: Desk, first: date, last: date, label: str = "") -> Selection:
    """What was received from `first` to `last` inclusive. Raises Refusal when the days stand the wrong way round."""
    if first > last:
        raise Refusal(f"起始日期 {first} 晚于截止日期 {last}，请对调后再试。")
    with desk.reading() as reader:
        ids = tuple(store.ids_between(reader, first, last))
    return Selection(ids, f"{long_day(first)}至{long_day(last)}", label or f"{first}至{last}")


def of_papers(desk: Desk, ids: Sequence[int]) -> Selection:
    """These papers in this order: what is on the screen."""
    return Selection(tuple(ids), f"所选{len(ids)}件", f"所选{len(ids)}件-{desk.now():%Y%m%d-%H%M%S}")


def ids_of(desk: Desk, words: Sequence[str]) -> list[int]:
    """The papers of these register numbers (or row ids), in that order. Raises Refusal naming what is not there."""
    with desk.reading() as reader:
        found = {word.strip(): store.id_of(reader, word.strip()) for word in words}
    missing = [word for word, paper in found.items() if paper is None]
    if missing:
        raise Refusal(f"没有收文号为 {'、'.join(missing)} 的公文，请核对后再试。")
    return [paper for paper in found.values() if paper is not None]


def export_register(desk: Desk, selection: Selection, out: Path | None = None) -> Exported:
    """The register of `selection` as a file under `out` (the exports folder)."""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{selection.label}", ".xlsx")
    return Exported((path,), write_register(desk, path, selection))


def write_register(desk: Desk, path: Path, selection: Selection) -> int:
    """Write the register of `selection` to `path`; returns how many papers. Raises Refusal as `write_workbook` does."""
    with desk.reading() as reader:
        rows = (register_row(desk.book, row) for row in store.register_rows(reader, selection.ids))
        sheet = register_sheet(desk, selection.period, rows)
        return write_workbook(path, [sheet], properties(desk, NAME))


def register_sheet(desk: Desk, period: str, rows: Iterator[Sequence[Cell]]) -> Sheet:
    """The register's sheet over ready rows."""
    return Sheet(
        name=NAME,
        title=f"{desk.office}{NAME}",
        columns=COLUMNS,
        rows=rows,
        subtitle=f"登记期间：{period}",
        maker=maker_line(desk),
        empty="（此期间没有收文）",
        frozen=1,
    )


def register_row(book: Rulebook, row: Record) -> tuple[Cell, ...]:
    """One stored paper as the cells of the register."""
    closed = row["closed_at"]
    return (
        row["number"],
        from_stamp(row["received_at"]),
        row["sender"],
        row["sender_number"] or row["sender_number_raw"],
        row["title"],
        row["kind"],
        row["doc_class"],
        row["secrecy"],
        row["urgency"],
        row["copies"],
        row["copy_no"],
        row["attachments"],
        channel_name(book, row["channel"]),
        row["section_name"] or "",
        row["units"] or row["lead_unit"],
        due_cell(book, row["due_at"]),
        where(row),
        from_stamp(closed).date() if closed else None,
        "；".join(filter(None, (row["result"], row["answer_number"]))),
        row["signed_by"],
        row["archive_no"],
        "；".join(_remarks(row)),
    )


def channel_name(book: Rulebook, channel: str) -> str:
    """The way in as people call it; an id that the pack no longer knows stays as it is."""
    try:
        return book.channel(channel).name
    except KeyError:
        return channel


def due_cell(book: Rulebook, stamp: str | None) -> date | datetime | None:
    """When a paper is due: a plain day where the time is only the end of that day."""
    if not stamp or stamp == NEVER:
        return None
    moment = from_stamp(stamp)
    ends_the_day = moment.time() == book.office_hours.closes or (moment.hour, moment.minute) in ((23, 59), (0, 0))
    return moment.date() if ends_the_day else moment


def where(row: Record) -> str:
    """Who has the paper now, or how it ended."""
    if row["state"] in (CLOSED, SENT_BACK, VOID):
        return str(row["state"])
    return str(row["holder"] or row["state"])


def _remarks(row: Record) -> Iterator[str]:
    if row["note"]:
        yield row["note"]
    if row["state"] == VOID:
        yield f"作废：{row['void_reason'] or '未写原因'}"
    if row["state"] == SENT_BACK:
        yield f"退文：{row['return_reason']}"
    if row["late_reason"]:
        yield f"补登：{row['late_reason']}"
    if row["due_provisional"] and row["open"]:
        yield "时限暂定"
    if row["incomplete"]:
        yield "待补录"
    if row["recall_state"]:
        yield row["recall_state"]
