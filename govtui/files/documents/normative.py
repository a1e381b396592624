"""规范性文件目录 and 登记簿: what is published with its state as of today, and the whole register behind it."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from govtui.domain.clock import long_day
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.services.documents.normative.listing import NormativeList, queue_named
from govtui.services.documents.normative.rows import FilingRow, NormativeRow
from govtui.store.documents import normative as store
from govtui.store.reading import Record

NAME, REGISTER = "规范性文件目录", "规范性文件登记簿"

COLUMNS = (
    Column("reg_number", "统一登记号", 16),
    Column("number", "文号", 18),
    Column("title", "标题", 34),
    Column("issuer", "制定机关", 14),
    Column("published", "公布日", 10, "day"),
    Column("effective", "施行日", 10, "day"),
    Column("until", "有效期至", 10, "day"),
    Column("state", "状态", 8, centred=True),
    Column("filing", "备案", 24),
)
"""The columns of the catalogue."""

REGISTER_COLUMNS = (
    Column("reg_number", "统一登记号", 16),
    Column("registered", "登记日期", 10, "day"),
    Column("type", "类型", 6, centred=True),
    Column("number", "文号", 12),
    Column("title", "标题", 24),
    Column("issuer", "制定机关", 10),
    Column("drafter", "起草人", 6),
    Column("reviewer", "审查人", 6),
    Column("reviewed", "审查日期", 10, "day"),
    Column("opinion", "审查意见", 10),
    Column("published", "公布日", 10, "day"),
    Column("channel", "公布渠道", 8),
    Column("effective", "施行日", 10, "day"),
    Column("until", "有效期至", 10, "day"),
    Column("state", "状态", 8, centred=True),
    Column("ended", "终止日期", 10, "day"),
    Column("ground", "终止依据", 10),
    Column("filing", "备案", 16),
    Column("evaluation", "评估", 10),
    Column("note", "备注", 6),
)
"""The columns of the register."""

_NOTES = ("“有效期至”为失效之日，当日起不再有效；期满没有延续的自行失效。状态以制表当日为准。",)


def export_catalogue(desk: Desk, out: Path | None = None, state: str | None = None, words: str = "") -> Exported:
    """Catalogue and register as one workbook under `out` (the exports folder).

    `state` is a queue (valid, expiring, ended …), narrowed by `words`; without it the catalogue holds all that is
    published and the register everything. Raises Refusal for an unknown queue, and as `write_workbook` does.
    """
    label = queue_named(desk, state).name if state else ""
    source = NormativeList(desk, state or "all", words)
    rows = sorted(source.rows(0, source.count()), key=_in_order)
    stem = "-".join(filter(None, (NAME, label, f"{desk.now():%Y%m%d-%H%M%S}")))
    path = (out or exports_folder(desk)) / safe_name(stem, ".xlsx")
    sheets = [_catalogue(desk, label, rows), _register(desk, label, rows)]
    write_workbook(path, sheets, properties(desk, NAME))
    return Exported((path,), len(rows))


def _in_order(row: NormativeRow) -> tuple[bool, str, date, int]:
    """By number; what has none stands behind, by its day."""
    return (not row.reg_number, row.reg_number, row.published_on or date.max, row.id)


def _catalogue(desk: Desk, label: str, rows: Sequence[NormativeRow]) -> Sheet:
    published = [row for row in rows if row.published_on is not None]
    return Sheet(
        name=NAME,
        title=f"{desk.book.government}{NAME}",
        columns=COLUMNS,
        rows=(catalogue_row(row) for row in published),
        subtitle=_subtitle(desk, label, len(published)),
        maker=maker_line(desk),
        notes=_NOTES,
        empty="（没有公布的规范性文件）",
        frozen=1,
    )


def _register(desk: Desk, label: str, rows: Sequence[NormativeRow]) -> Sheet:
    return Sheet(
        name=REGISTER,
        title=f"{desk.book.government}{REGISTER}",
        columns=REGISTER_COLUMNS,
        rows=_register_rows(desk, rows),
        subtitle=_subtitle(desk, label, len(rows)),
        maker=maker_line(desk),
        notes=_NOTES,
        empty="（没有登记的规范性文件）",
        frozen=1,
    )


def _subtitle(desk: Desk, label: str, count: int) -> str:
    return f"截至{long_day(desk.today())}　{label or '全部'}　{count}件"


def catalogue_row(row: NormativeRow) -> tuple[Cell, ...]:
    """One published document as the cells of the catalogue."""
    return (
        row.reg_number,
        row.number,
        row.title,
        row.issuers,
        row.published_on,
        row.effective_on,
        row.valid_until,
        row.state,
        filing_words(row.filings),
    )


def filing_words(filings: Sequence[FilingRow]) -> str:
    """All filings in one cell."""
    return "；".join(one.words for one in filings)


def _register_rows(desk: Desk, rows: Sequence[NormativeRow]) -> Iterator[tuple[Cell, ...]]:
    with desk.reading() as reader:
        stored = {one["id"]: one for one in store.catalogue(reader, [row.id for row in rows])}
    return (_register_row(row, stored[row.id]) for row in rows if row.id in stored)


def _register_row(row: NormativeRow, stored: Record) -> tuple[Cell, ...]:
    reviewed = stored["legal_reviewed_on"]
    return (
        row.reg_number,
        row.registered_on,
        row.type,
        row.number,
        row.title,
        row.issuers,
        stored["drafter"],
        stored["legal_reviewer"],
        date.fromisoformat(reviewed) if reviewed else None,
        stored["legal_opinion"],
        row.published_on,
        stored["channel"],
        row.effective_on,
        row.valid_until,
        row.state,
        row.ended_on,
        row.ended_by,
        filing_words(row.filings),
        _evaluation(stored),
        stored["note"],
    )


def _evaluation(stored: Record) -> str:
    return " ".join(filter(None, (stored["evaluated_on"], stored["outcome"], stored["evaluation"])))
