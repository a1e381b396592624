"""发文登记簿: the numbered papers of a year or of some days, or the list on the screen; with publication and ledger."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from govtui.domain.clock import long_day, stored_day
from govtui.domain.documents.numbering import ledger_order
from govtui.domain.documents.numbers import parse_number
from govtui.domain.documents.outgoing.relating import Related, sentences
from govtui.domain.documents.outgoing.states import LAPSED, REPEALED, VOID
from govtui.domain.refusal import Refusal
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.views import signer_words
from govtui.store.documents.outgoing import reports as store
from govtui.store.reading import Record

NAME, PUBLICATION = "发文登记簿", "公开信息"
YES, NO = "是", "否"

COLUMNS = (
    Column("order", "序", 4, "number"),
    Column("number", "发文字号", 16),
    Column("title", "标题", 26),
    Column("kind", "文种", 5, centred=True),
    Column("drafting_unit", "拟稿单位", 10),
    Column("checker", "核稿", 7),
    Column("cosigners", "会签", 10),
    Column("signer", "签发人", 8),
    Column("signed_on", "签发日期", 10, "day"),
    Column("dated_on", "成文日期", 10, "day"),
    Column("issued_on", "印发日期", 10, "day"),
    Column("copies", "份数", 5, "number"),
    Column("addressees", "主送", 14),
    Column("copies_to", "抄送", 10),
    Column("secrecy", "密级", 5, centred=True),
    Column("publicity", "公开方式", 8, centred=True),
    Column("publicity_reason", "不公开理由", 9),
    Column("normative", "规范性", 6, centred=True),
    Column("reg_number", "统一登记号", 12),
    Column("valid_until", "有效期至", 10, "day"),
    Column("relations", "废止/修改关系", 16),
    Column("seal", "用印", 10, "day"),
    Column("archive_no", "归档号", 10),
)
"""The columns in the order of the register; `规范性` is 是 or 否, `归档号` of a void number says so with its reason."""

PUBLICATION_COLUMNS = (
    Column("number", "发文字号", 20),
    Column("title", "标题", 36),
    Column("passed_on", "通过日期", 11, "day"),
    Column("registered_on", "登记日期", 11, "day"),
    Column("published_on", "公开日期", 11, "day"),
    Column("publish_channel", "公开渠道", 12),
    Column("index_number", "索引号", 24),
    Column("validity", "信息时效期", 10),
    Column("owner_section", "公开责任部门", 14),
)
"""What the publication record says of a paper besides the register: each day in its own column."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which papers: `ids` in their order, and the words that name the selection on the sheet and in the file name.

    `series` and `year` choose what the ledger sheet shows (None: all).
    """

    ids: tuple[int, ...]
    period: str
    label: str
    series: tuple[str, ...]
    year: int | None = None


def of_year(desk: Desk, year: int) -> Selection:
    """The register of one year: what bears one of its numbers, by series and number. Drafts are no lines of it."""
    with desk.reading() as reader:
        ids = _in_order(desk.book, store.numbered_in_year(reader, year))
    return Selection(ids, f"{year}年", str(year), _series(desk.book), year)


def of_days(desk: Desk, first: date, last: date, label: str = "") -> Selection:
    """What was issued (else signed) from `first` to `last` inclusive. Refusal for days in the wrong order."""
    if first > last:
        raise Refusal(f"起始日期 {first} 晚于截止日期 {last}，请对调后再试。")
    with desk.reading() as reader:
        ids = _in_order(desk.book, store.numbered_between(reader, first, last))
    year = first.year if first.year == last.year else None
    period = f"{long_day(first)}至{long_day(last)}"
    return Selection(ids, period, label or f"{first}至{last}", _series(desk.book), year)


def of_papers(desk: Desk, ids: Sequence[int]) -> Selection:
    """These papers in this order: what is on the screen, drafts too; the ledger shows the books of their numbers."""
    with desk.reading() as reader:
        books = store.books_of(reader, ids)
    years = {year for _, year in books if year}
    label = f"所选{len(ids)}件-{desk.now():%Y%m%d-%H%M%S}"
    series = tuple(one for one in _series(desk.book) if one in {series for series, _ in books})
    return Selection(tuple(ids), f"所选{len(ids)}件", label, series, years.pop() if len(years) == 1 else None)


def ids_of(desk: Desk, words: Sequence[str]) -> list[int]:
    """The papers of these 文号 in any writing (or row ids), in that order. Raises Refusal naming what is not there."""
    plain = [word.strip() for word in words]
    with desk.reading() as reader:
        found = {word: store.id_of(reader, word, parse_number(word).normal or word) for word in plain}
    missing = [word for word, paper in found.items() if paper is None]
    if missing:
        raise Refusal(f"没有文号为 {'、'.join(missing)} 的发文，请核对后再试。")
    return [paper for paper in found.values() if paper is not None]


def export_register(desk: Desk, selection: Selection, out: Path | None = None) -> Exported:
    """The register of `selection` as a file under `out` (the exports folder)."""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{selection.label}", ".xlsx")
    return Exported((path,), write_register(desk, path, selection))


def write_register(desk: Desk, path: Path, selection: Selection) -> int:
    """Write `selection` to `path`: register, ledger, publication records; returns how many papers.

    Raises Refusal as `write_workbook` does.
    """
    from govtui.files.documents.ledger import ledger_sheet

    order = count(1)
    with desk.reading() as reader:
        rows = (register_row(next(order), row) for row in store.register_rows(reader, selection.ids))
        sheet = register_sheet(desk, selection.period, rows)
        ledger = ledger_sheet(desk, selection.series, selection.year)
        published = publication_sheet(desk, selection.period, store.publication_rows(reader, selection.ids))
        write_workbook(path, [sheet, ledger, published], properties(desk, NAME))
    return next(order) - 1


def register_sheet(desk: Desk, period: str, rows: Iterable[Sequence[Cell]]) -> Sheet:
    """The register's sheet over ready rows."""
    return Sheet(
        name=NAME,
        title=f"{desk.office}{NAME}",
        columns=COLUMNS,
        rows=rows,
        subtitle=f"登记期间：{period}",
        maker=maker_line(desk),
        empty="（此期间没有发文）",
        frozen=2,
    )


def publication_sheet(desk: Desk, period: str, rows: Iterable[Record]) -> Sheet:
    """The publication records of the papers that have one."""
    return Sheet(
        name=PUBLICATION,
        title=f"{desk.office}发文{PUBLICATION}",
        columns=PUBLICATION_COLUMNS,
        rows=(
            [stored_day(row[column.key]) if column.kind == "day" else row[column.key] for column in PUBLICATION_COLUMNS]
            for row in rows
        ),
        subtitle=f"登记期间：{period}",
        maker=maker_line(desk),
        empty="（没有登记公开信息）",
        frozen=1,
    )


def register_row(order: int, row: Record) -> tuple[Cell, ...]:
    """One stored paper as the cells of the register."""
    return (
        order,
        row["number"],
        row["title"],
        row["kind"],
        row["drafting_unit"],
        row["checker"],
        row["cosigners"] or row["cosign_units"] or "",
        signer_words(row["signer"], row["signer_for"]),
        stored_day(row["signed_on"]),
        stored_day(row["dated_on"]),
        stored_day(row["issued_on"]),
        row["print_copies"] or None,
        row["addressees"],
        row["copies_to"],
        row["secrecy"],
        row["publicity"],
        row["publicity_reason"],
        YES if row["normative"] else NO,
        row["reg_number"] or "",
        stored_day(row["valid_until"]),
        relation_words(row),
        seal_cell(row),
        archive_words(row),
    )


def relation_words(row: Record) -> str:
    """What the paper does to others and what newer ones did to it: 废止 某政发〔2007〕17号；2020-01-02 由 … 修改."""
    forth = [Related(kind, number, title) for kind, number, title in json.loads(row["forth"])]
    back = [Related(kind, number, title, True, stored_day(on)) for kind, number, title, on in json.loads(row["back"])]
    words = sentences((*forth, *back))
    told = row["force_note"] if not back else ""
    if not (back or told) and row["force"] in (REPEALED, LAPSED):
        told = f"已{row['force']}"
    return "；".join(filter(None, (words, told)))


def seal_cell(row: Record) -> Cell:
    """When the seal was used; with the reason as text where it was not, or where there is more to say."""
    used, note = stored_day(row["sealed_on"]), row["seal_note"]
    return f"{used} {note}" if used and note else used or note


def archive_words(row: Record) -> str:
    """Where it is filed; of a void number that it is void, and why."""
    if row["state"] != VOID:
        return str(row["archive_no"])
    return f"作废：{row['void_reason']}" if row["void_reason"] else "作废"


def _series(book: Rulebook) -> tuple[str, ...]:
    return tuple(one.id for one in book.outgoing_series)


def _in_order(book: Rulebook, rows: Iterable[Record]) -> tuple[int, ...]:
    """By series as the pack has them, then year, then number; foreign numbers last, by their prefix."""
    return tuple(row["id"] for row in sorted(rows, key=lambda row: _place(book, row)))


def _place(book: Rulebook, row: Record) -> tuple[int, str, int, int, str, int]:
    foreign = "" if row["series"] else row["number"].split("〔")[0]
    place = ledger_order(book, row["series"])[0] if row["series"] else len(book.series_list) + 1
    return place, foreign, row["year"], row["serial"], row["number"], row["id"]
