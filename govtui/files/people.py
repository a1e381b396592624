"""Units, people and the division of work from Excel: any headers, one workbook or one sheet; and the blank form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from govtui.domain.clock import Clock, wall_clock
from govtui.domain.people import terms
from govtui.domain.refusal import Refusal
from govtui.files.columns import ColumnMap, apply_overrides, cell_text, guess_mapping
from govtui.files.exports import exports_folder, maker_line, properties
from govtui.files.fields import PEOPLE_FIELDS, UNIT_FIELDS, FieldSpec
from govtui.files.report import ImportReport
from govtui.files.sheet_rows import RowKind, SheetRow, sheet_rows
from govtui.files.sheets import Cell, Column, Properties, safe_name, write_workbook
from govtui.files.sheets import Sheet as Page
from govtui.files.workbooks import Progress, Sheet, Workbook, read_sheets
from govtui.rulebook import Rulebook
from govtui.services.desk import Desk
from govtui.services.people.importing import Outcome, Part, SourceRow, apply_import, preview_import

_PART_NAMES: dict[Part, str] = {"units": "单位", "people": "人员", "division": "分工"}
_UNIT_DETAILS = ("short_name", "category", "number_prefix", "phone", "code", "parent")
_WORK = ("in_charge", "assisting", "section")


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """One sheet as understood: what it holds, which column is which, and its rows below the header."""

    name: str
    part: Part
    mapping: ColumnMap
    rows: tuple[SheetRow, ...]
    epoch1904: bool = False

    def sources(self) -> list[SourceRow]:
        """The data rows as the service takes them."""
        data = (row for row in self.rows if row.kind is RowKind.DATA)
        return [SourceRow(self.part, self.name, row.number, row.record, self.epoch1904) for row in data]


def import_people(
    desk: Desk,
    path: Path | str,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import units, people and the division of work from one file as one batch that can be undone.

    `mapping`: column (header, letter or number) → field, where the guess is wrong. Raises Refusal for a file that
    cannot be read or holds neither a column 姓名 nor 单位.
    """
    return _import(desk, Path(path), read_people(path, mapping, progress), dry_run)


def import_units(
    desk: Desk,
    path: Path | str,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import units and the division of work only; sheets of people are left alone."""
    return _import(desk, Path(path), read_people(path, mapping, progress, only_units=True), dry_run)


def read_people(
    path: Path | str,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    only_units: bool = False,
) -> list[PeopleSheet]:
    """The sheets of a file that hold units, people or the division of work; other sheets are left out."""
    book = read_sheets(path, progress=progress)
    overrides = _Overrides(mapping or {})
    found = [known for sheet in book.sheets if (known := _understood(book, sheet, overrides, only_units))]
    if not found:
        words = "“单位名称”" if only_units else "“姓名”或“单位名称”"
        raise Refusal(f"{book.name} 里没有{words}这样的列，请用模板，或用 --map 列=字段 指明。")
    overrides.refuse_unused()
    return found


class _Overrides:
    """The clerk's own columns, each used where it fits: a workbook's sheets have different columns and fields."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._failed: dict[str, Refusal] = {}
        self._used: set[str] = set()

    def known(self, fields: Sequence[FieldSpec]) -> tuple[FieldSpec, ...]:
        """The fields with the clerk's header words among their own, so that a header row of such words is found."""
        return tuple(
            replace(
                spec, synonyms=(*(c for c, f in self._wanted.items() if f in (spec.id, spec.label)), *spec.synonyms)
            )
            for spec in fields
        )

    def apply(self, mapping: ColumnMap, sheet: Sheet, fields: Sequence[FieldSpec]) -> ColumnMap:
        """The mapping with every override that fits this sheet."""
        for column, field in self._wanted.items():
            try:
                mapping = apply_overrides(mapping, sheet, fields, {column: field})
                self._used.add(column)
            except Refusal as refusal:
                self._failed[column] = refusal
        return mapping

    def refuse_unused(self) -> None:
        """Refuse when an override fitted no sheet at all."""
        for column, refusal in self._failed.items():
            if column not in self._used:
                raise refusal


def _understood(book: Workbook, sheet: Sheet, overrides: _Overrides, only_units: bool) -> PeopleSheet | None:
    if only_units and guess_mapping(sheet, PEOPLE_FIELDS).column_of("name") is not None:
        return None
    for fields in (UNIT_FIELDS,) if only_units else (PEOPLE_FIELDS, UNIT_FIELDS):
        known = overrides.known(fields)
        guessed = guess_mapping(sheet, known)
        if guessed.column_of("name") is None and guessed.header_row is not None:
            continue
        mapping = overrides.apply(guessed, sheet, known)
        if mapping.column_of("name") is None:
            continue
        part: Part = "people" if fields is PEOPLE_FIELDS else _part_of_units(mapping)
        header = 0 if guessed.header_row is None else sheet.row_number(guessed.header_row)
        rows = tuple(row for row in sheet_rows(sheet, mapping, known) if row.number > header)
        return PeopleSheet(sheet.name, part, mapping, rows, book.epoch1904)
    return None


def _part_of_units(mapping: ColumnMap) -> Part:
    mapped = set(mapping.columns.values())
    return "division" if mapped & set(_WORK) and not mapped & set(_UNIT_DETAILS) else "units"


def _import(desk: Desk, path: Path, sheets: Sequence[PeopleSheet], dry_run: bool) -> ImportReport:
    sources = [source for sheet in sheets for source in sheet.sources()]
    read = sum(len(sheet.rows) for sheet in sheets)
    blank = read - len(sources)
    plan = preview_import(desk, sources) if dry_run else apply_import(desk, sources, path.name, blank)
    told = [outcome for outcome in plan.outcomes if outcome.state == "rejected" or outcome.notes]
    return ImportReport(
        read=read,
        imported=plan.count("imported"),
        rejected=plan.count("rejected"),
        skipped=plan.count("skipped") + blank,
        mapping={header: field for sheet in sheets for header, field in sheet.mapping.named().items()},
        reject_file=_write_told(desk, path, sheets, told) if told and not dry_run else None,
    )


def _write_told(desk: Desk, path: Path, sheets: Sequence[PeopleSheet], told: Sequence[Outcome]) -> Path:
    """The rejected rows with the reason, and the imported ones of which something was left out."""
    target = exports_folder(desk) / safe_name(f"导入退回-{path.stem}-{desk.now():%Y%m%d-%H%M%S}", ".xlsx")
    pages = []
    for sheet in sheets:
        mine = [outcome for outcome in told if outcome.row.sheet == sheet.name and outcome.row.part == sheet.part]
        if mine:
            pages.append(_told_page(desk, path, sheet, mine))
    write_workbook(target, pages, properties(desk, "导入退回"))
    return target


def _told_page(desk: Desk, path: Path, sheet: PeopleSheet, told: Sequence[Outcome]) -> Page:
    cells = {row.number: row.cells for row in sheet.rows}
    width = max((len(row) for row in cells.values()), default=0)
    names = [sheet.mapping.headers.get(at, "") for at in range(width)]
    columns = [Column("number", "行号", 6, "number"), Column("state", "结果", 12), Column("reason", "原因", 40)]
    columns += [Column(f"c{at}", name or f"第{at + 1}列") for at, name in enumerate(names)]
    rows: list[list[Cell]] = []
    for outcome in told:
        state = "退回" if outcome.state == "rejected" else "已导入，有提示"
        reason = "；".join(filter(None, (outcome.reason, *outcome.notes)))
        row = cells[outcome.row.number]
        found = [_shown(row[at]) if at < len(row) else None for at in range(width)]
        rows.append([outcome.row.number, state, reason, *found])
    title = f"{path.name}·{sheet.name} 退回和提示"
    return Page(sheet.name, title, columns, rows, f"共 {len(told)} 行", maker_line(desk), frozen=1)


def _shown(cell: object) -> Cell:
    if cell is None or isinstance(cell, int | float | datetime | date):
        return cell
    return cell_text(cell)


_FORM: tuple[tuple[Part, tuple[tuple[str, int], ...], str], ...] = (
    (
        "units",
        (("单位名称", 24), ("简称", 12), ("类别", 12), ("发文代字", 12), ("上级单位", 18), ("电话", 14), ("备注", 16)),
        f"说明：类别可用 {'、'.join(terms.CATEGORIES)}；从表头下一行起填写，本行可删去。",
    ),
    (
        "people",
        (
            ("姓名", 10),
            ("单位", 20),
            ("职务", 20),
            ("角色", 20),
            ("排序", 8),
            ("办公电话", 14),
            ("手机", 14),
            ("任职日期", 12),
            ("离任日期", 12),
            ("备注", 14),
        ),
        "说明：领导的“排序”各不相同，1 排最前；领导的“单位”可空着；“角色”可空着，按职务推断。{roles}",
    ),
    (
        "division",
        (("单位", 24), ("分管副市长", 14), ("协管副秘书长", 14), ("服务科室", 16), ("起始日期", 12)),
        "说明：单位、科室和人员须已登记，或写在本文件的另两张表里；起始日期空着表示一直如此或自今日起。",
    ),
)


def write_people_template(path: Path | str, book: Rulebook | None = None, clock: Clock = wall_clock) -> Path:
    """The blank form with the sheets 单位, 人员, 分工; with `book` it names the roles that may be used."""
    target = Path(path)
    roles = f"角色可用：{terms.role_titles(book)}。" if book else ""
    office = book.office if book else ""
    pages = [
        Page(
            name=_PART_NAMES[part],
            title=f"{office}{_PART_NAMES[part]}登记表",
            columns=[Column(title, title, width) for title, width in columns],
            rows=(),
            empty=note.format(roles=roles),
            frozen=1,
        )
        for part, columns, note in _FORM
    ]
    write_workbook(target, pages, Properties("通讯录导入模板", "govtui", office, clock()))
    return target
