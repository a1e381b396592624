"""An existing register of papers, from the sheet to the store: read, mapped, previewed, imported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from govtui.domain.documents.secrecy import CLASSIFIED, looks_classified
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.files.columns import HEADER_DEPTH, ColumnMap, apply_overrides, cell_text, guess_mapping, letters
from govtui.files.documents.register_kinds import INCOMING, RegisterKind
from govtui.files.documents.register_rejects import write_rejects
from govtui.files.fields import FieldSpec
from govtui.files.report import ImportReport
from govtui.files.sheet_rows import RowKind, sheet_rows
from govtui.files.texts import shown_name
from govtui.files.workbooks import Cancelled, Progress, Sheet, read_sheets
from govtui.services.desk import Desk
from govtui.services.documents import importing
from govtui.services.documents.importing import Preview, SourceRow, SourceSheet, Stopped

T = TypeVar("T")

COUNTERS = frozenset({"序号", "序", "顺序号", "行号"})
"""Headers of columns that may only count lines."""

_FILLER = "?"
_REGISTER_WORDS = ("登记", "台账", "目录", "清单", "汇总", "文件", "收文", "发文")


@dataclass(frozen=True, slots=True)
class MappedSheet:
    """One visible sheet and what its columns mean."""

    sheet: Sheet
    mapping: ColumnMap

    @property
    def has_titles(self) -> bool:
        """Whether a column is known to hold the papers' titles: without one no row can be taken."""
        return self.mapping.column_of("title") is not None

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return max((len(row) for row in self.sheet.rows), default=0)

    @property
    def used(self) -> dict[int, str]:
        """Column index → how the clerk knows the column: its header, or its letter."""
        names = {column: self.mapping.headers.get(column) or f"第 {letters(column)} 列" for column in range(self.width)}
        return {column: "（表头不显示）" if looks_classified(name) else name for column, name in names.items()}

    def sample(self, column: int) -> str:
        """The first cell of a column below its header, for the clerk to know it by; empty where it may not be shown."""
        start = 0 if self.mapping.header_row is None else self.mapping.header_row + 1
        for row in self.sheet.rows[start:]:
            if column < len(row) and row[column] is not None and str(row[column]).strip():
                text = str(row[column])[:60]
                secret = self.is_classified or any(isinstance(cell, str) and looks_classified(cell) for cell in row)
                return "" if secret else text
        return ""

    @property
    def is_classified(self) -> bool:
        """Whether the sheet's name or the title of its register bears a secret mark: then none of it is taken."""
        titles = [title for title in self.mapping.titles if any(word in title for word in _REGISTER_WORDS)]
        return any(looks_classified(text) for text in (self.sheet.name, *titles[:1]))


@dataclass(frozen=True, slots=True)
class Register:
    """A file read and mapped; `hidden` are (name, rows) of hidden sheets, which are not imported."""

    path: Path
    sheets: tuple[MappedSheet, ...]
    epoch1904: bool = False
    hidden: tuple[tuple[str, int], ...] = ()
    kind: RegisterKind = INCOMING

    @property
    def name(self) -> str:
        """The file's name as sentences show it."""
        return shown_name(self.path)

    @property
    def mapping(self) -> dict[str, str]:
        """Column heading → field id over all sheets."""
        found: dict[str, str] = {}
        for one in self.sheets:
            for column, field_id in one.mapping.columns.items():
                found.setdefault(one.used.get(column, ""), field_id)
        return found

    def with_column(self, place: int, column: int, field_id: str) -> "Register":
        """The register with another meaning for one column of the sheet at `place`; an empty field ignores it."""
        one = self.sheets[place]
        changed = MappedSheet(one.sheet, _with_column(one.mapping, column, field_id))
        return replace(self, sheets=(*self.sheets[:place], changed, *self.sheets[place + 1 :]))


def read_register(
    path: Path | str,
    overrides: Mapping[str, str] | None = None,
    report: Progress | None = None,
    kind: RegisterKind = INCOMING,
) -> Register:
    """The visible sheets of a file with guessed columns; `overrides` (column → field) have the last word.

    Raises Refusal with one sentence when the file cannot be read, when no sheet has such a column, or when its name
    bears a secret mark; Cancelled when `report` answers False.
    """
    path = Path(path)
    if looks_classified(path.stem):
        raise Refusal(CLASSIFIED)
    book = read_sheets(path, progress=report)
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    if not any(sheet.rows for sheet in shown):
        raise Refusal(f"“{shown_name(path)}”里没有可读的内容" + ("，工作表都是隐藏的" if not shown else "") + "。")
    guessed = [MappedSheet(sheet, _guessed(sheet, kind.fields, overrides or {})) for sheet in shown]
    hidden = tuple((sheet.name, len(sheet.rows)) for sheet in book.sheets if sheet.hidden)
    return Register(path, _overridden(guessed, kind.fields, overrides or {}), book.epoch1904, hidden, kind)


def preview_register(desk: Desk, register: Register, report: Progress | None = None) -> Preview:
    """What importing would do with every row; nothing is written."""
    return _cancellable(lambda: importing.preview(desk, source_sheets(register), report, register.kind.taken_by))


def import_register(
    desk: Desk, register: Register, found: Preview, report: Progress | None = None, folder: Path | None = None
) -> ImportReport:
    """Write the new rows of a preview in one batch, and the rows not taken with their reasons to a sheet of their own.

    The reject sheet comes first: where it cannot be written nothing is imported. Refusal and Cancelled leave nothing.
    """
    rejects = write_rejects(desk, register.name, _headers(register), found, folder)
    try:
        _cancellable(lambda: importing.apply(desk, found, register.name, report, register.kind.taken_by))
    except BaseException:
        if rejects is not None:
            rejects.unlink(missing_ok=True)
        raise
    return _report(register, found, rejects)


def import_file(
    desk: Desk,
    kind: RegisterKind,
    path: Path | str,
    dry_run: bool = False,
    overrides: Mapping[str, str] | None = None,
    report: Progress | None = None,
) -> ImportReport:
    """Import a register at once, or only count what would be imported (`dry_run`).

    Raises Refusal with one sentence: unreadable file, no column of titles, unknown column or field; Cancelled when
    `report` answers False. Either way nothing is written then.
    """
    register = read_register(path, overrides, report, kind)
    if not any(one.has_titles for one in register.sheets):
        raise Refusal(f"“{register.name}”里看不出哪一列是标题，请指明，例如 --map C=title。")
    found = preview_register(desk, register, report)
    return _report(register, found, None) if dry_run else import_register(desk, register, found, report)


def import_incoming(
    desk: Desk,
    path: Path | str,
    dry_run: bool = False,
    overrides: Mapping[str, str] | None = None,
    report: Progress | None = None,
) -> ImportReport:
    """Import a register of incoming papers; see `import_file`."""
    return import_file(desk, INCOMING, path, dry_run, overrides, report)


def source_sheets(register: Register) -> list[SourceSheet]:
    """The rows as the service takes them: field id → cell, without any Excel."""
    return _completed(register.kind, [_source(one, register) for one in register.sheets])


def _source(one: MappedSheet, register: Register) -> SourceSheet:
    number = one.mapping.column_of("number")
    header = one.mapping.headers.get(number, "") if number is not None else ""
    aside = one.sheet.name if one.sheet.name in register.kind.aside else ""
    rows = []
    for row in sheet_rows(one.sheet, one.mapping, register.kind.fields):
        skip = "" if row.kind is RowKind.DATA else row.kind.value
        rows.append(SourceRow(row.number, row.record, tuple(row.cells), skip or aside))
    return SourceSheet(
        name=one.sheet.name,
        rows=tuple(rows),
        fields=frozenset(one.mapping.columns.values()),
        year=one.mapping.year,
        epoch1904=register.epoch1904,
        counter=fold(header) in COUNTERS,
        classified=one.is_classified,
    )


def _completed(kind: RegisterKind, sheets: list[SourceSheet]) -> list[SourceSheet]:
    """The papers with what sheets beside them say more; those rows are then no papers of their own."""
    beside = [sheet for sheet in sheets if sheet.name in kind.beside and not sheet.classified]
    more = {_paper_key(row): row.fields for sheet in beside for row in sheet.rows if not row.skip}
    if not more:
        return sheets
    names = {sheet.name for sheet in beside}
    papers = {_paper_key(row) for sheet in sheets if sheet.name not in names for row in sheet.rows if not row.skip}

    def row(sheet: SourceSheet, one: SourceRow) -> SourceRow:
        key = _paper_key(one)
        if one.skip or key not in more or key not in papers:
            return one
        if sheet.name in names:
            return replace(one, skip=f"{sheet.name}，并入登记簿")
        told = {field: cell for field, cell in one.fields.items() if cell is not None}
        return replace(one, fields={**one.fields, **more[key], **told})

    return [replace(sheet, rows=tuple(row(sheet, one) for one in sheet.rows)) for sheet in sheets]


def _paper_key(row: SourceRow) -> tuple[str, str]:
    return cell_text(row.fields.get("number")), cell_text(row.fields.get("title"))


def _guessed(sheet: Sheet, fields: Sequence[FieldSpec], overrides: Mapping[str, str]) -> ColumnMap:
    """The best guess; a row that holds the very headings that the clerk named is the header, whatever else it says."""
    wanted = {fold(name) for name in overrides}
    texts = [list(map(cell_text, row)) for row in sheet.rows[:HEADER_DEPTH]]
    hits = [len({fold(text) for text in row} & wanted) for row in texts]
    guess = guess_mapping(sheet, fields)
    if not any(hits) or wanted & {fold(text) for text in guess.headers.values()}:
        return guess
    header = hits.index(max(hits))
    known = {word for spec in fields for word in map(fold, spec.synonyms)}
    plain = [text for text in dict.fromkeys(texts[header]) if text and fold(text) not in known]
    fillers = tuple(FieldSpec(f"{_FILLER}{at}", text, (text,)) for at, text in enumerate(plain))
    found = guess_mapping(sheet, (*fillers, *fields))
    columns = {column: field_id for column, field_id in found.columns.items() if not field_id.startswith(_FILLER)}
    return replace(found, columns=columns, unknown=tuple(at for at in found.headers if at not in columns))


def _overridden(
    sheets: Sequence[MappedSheet], fields: Sequence[FieldSpec], overrides: Mapping[str, str]
) -> tuple[MappedSheet, ...]:
    """Each override on every sheet that has its column; one that no sheet has is refused."""
    changed = list(sheets)
    for column, field_id in overrides.items():
        refused: Refusal | None = None
        fits = False
        for at, one in enumerate(changed):
            try:
                mapping = apply_overrides(one.mapping, one.sheet, fields, {column: field_id})
            except Refusal as refusal:
                refused = refusal
                continue
            changed[at], fits = MappedSheet(one.sheet, mapping), True
        if not fits and refused is not None:
            raise refused
    return tuple(changed)


def _with_column(mapping: ColumnMap, column: int, field_id: str) -> ColumnMap:
    columns = {at: mapped for at, mapped in mapping.columns.items() if at != column and mapped != field_id}
    if field_id:
        columns[column] = field_id
    unknown = tuple(at for at in mapping.headers if at not in columns)
    by_content = mapping.by_content & {at for at in columns if columns[at] == mapping.columns.get(at)}
    return replace(mapping, columns=dict(sorted(columns.items())), unknown=unknown, by_content=by_content)


def _headers(register: Register) -> dict[str, Sequence[str]]:
    return {one.sheet.name: [one.used[column] for column in range(one.width)] for one in register.sheets}


def _report(register: Register, found: Preview, rejects: Path | None) -> ImportReport:
    return ImportReport(found.read, found.imported, found.rejected, found.skipped, register.mapping, rejects)


def _cancellable(work: Callable[[], T]) -> T:
    try:
        return work()
    except Stopped as stopped:
        raise Cancelled(stopped.sentence) from None
