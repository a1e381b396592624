"""Which column is which: finds the header row of a foreign sheet and guesses a field for each column.

Header words decide first, the look of the cells second; the clerk (or --map) has the last word.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from govtui.domain.dates import read_day
from govtui.domain.documents.numbers import parse_number
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, fold, halfwidth
from govtui.files.fields import FieldSpec
from govtui.files.workbooks import Sheet

HEADER_DEPTH = 30
SAMPLE = 60
FEWEST = 3
ENOUGH = 0.6
TITLE_LENGTH = 8
LONGEST_HEADER = 60
IGNORE = frozenset({"", "-", "忽略", "不导入", "ignore"})

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of one sheet mean.

    `header_row` is the index in `sheet.rows` (None: no header found), `columns` column index → field id, `headers`
    column index → header text, `by_content` the columns guessed from their cells, `unknown` the indexes of columns
    with a header that nothing was found for, `titles` the texts above the header, `year` the register's year.
    """

    header_row: int | None
    columns: Mapping[int, str] = field(default_factory=dict)
    headers: Mapping[int, str] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    by_content: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()
    year: int | None = None

    def column_of(self, field_id: str) -> int | None:
        """The index of the column that is mapped to `field_id`."""
        return next((column for column, mapped in self.columns.items() if mapped == field_id), None)

    def record(self, row: Row) -> dict[str, object]:
        """field id → cell of one row; columns beyond the row's end are None."""
        return {mapped: row[column] if column < len(row) else None for column, mapped in self.columns.items()}

    def named(self) -> dict[str, str]:
        """Header text (or 第 C 列) → field id, in the order of the columns."""
        return {
            self.headers.get(column) or f"第 {letters(column)} 列": self.columns[column]
            for column in sorted(self.columns)
        }


def guess_mapping(sheet: Sheet, fields: Sequence[FieldSpec]) -> ColumnMap:
    """The best guess for `sheet`; never raises. A sheet that fits nothing has no columns."""
    header_row, columns = _find_header(sheet.rows, fields)
    headers = _headers(sheet.rows, header_row)
    start = 0 if header_row is None else header_row + 1
    samples = _samples(sheet.rows[start:])
    by_content = _guess_by_content(columns, headers, samples, fields)
    _second_choice(columns, headers, fields)
    above = sheet.rows[: header_row or 0]
    titles = tuple(text for row in above for text in dict.fromkeys(map(cell_text, row)) if text)
    return ColumnMap(
        header_row=header_row,
        columns=dict(sorted(columns.items())),
        headers=headers,
        unknown=tuple(column for column in headers if column not in columns),
        by_content=frozenset(by_content),
        titles=titles,
        year=guess_year(titles, sheet.name),
    )


def cell_text(cell: object) -> str:
    """A cell as one clean line; a whole number without its decimals."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else clean(str(cell))


def letters(column: int) -> str:
    """The spreadsheet's name of a column index: 0 → A, 26 → AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


# Header words

_REMARK = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")


def _keys(*texts: str) -> set[str]:
    texts = tuple(text for text in texts if len(text) <= LONGEST_HEADER)
    both = {fold(text) for text in texts} | {fold(_REMARK.sub("", text)) for text in texts}
    return both - {""}


def _word_score(spec: FieldSpec, keys: set[str]) -> int:
    """How well a header fits a field: 1000 less its place for the very word, about 100 for one that ends in it."""
    best = 0
    for place, word in enumerate(map(fold, spec.synonyms)):
        if word in keys:
            best = max(best, 1000 - place)
        elif len(word) > 2 and any(key.endswith(word) for key in keys):
            best = max(best, 100 + len(word))
    return best


def _find_header(rows: Sequence[Row], fields: Sequence[FieldSpec]) -> tuple[int | None, dict[int, str]]:
    best: tuple[int, int | None, dict[int, str]] = (0, None, {})
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        texts = [cell_text(cell) for cell in row]
        columns, score = _assign(texts, _parents(rows[index - 1] if index else (), len(texts)), fields)
        whole = len(columns) == sum(map(bool, texts))
        if score > best[0] and (len(columns) > 1 or whole):
            best = (score, index, columns)
    return best[1], best[2]


def _parents(above: Row, width: int) -> list[str]:
    """The group header over each column: the nearest text to the left in the row above, unless that row is a title."""
    texts = [cell_text(cell) for cell in above]
    if sum(map(bool, texts)) < 2:
        return [""] * width
    parents, last = [], ""
    for column in range(width):
        last = (texts[column] if column < len(texts) else "") or last
        parents.append(last)
    return parents


def _assign(texts: Sequence[str], parents: Sequence[str], fields: Sequence[FieldSpec]) -> tuple[dict[int, str], int]:
    """The best field for each header, each field once; and the row's score as a header."""
    offers = []
    for column, text in enumerate(texts):
        keys = _keys(text, parents[column] + text) if text else set()
        offers += [(-_word_score(spec, keys), column, spec.id) for spec in fields if keys and _word_score(spec, keys)]
    columns: dict[int, str] = {}
    total = 0
    for score, column, field_id in sorted(offers):
        if column not in columns and field_id not in columns.values():
            columns[column] = field_id
            total += 3 if score < -500 else 1
    return columns, total


def _headers(rows: Sequence[Row], header_row: int | None) -> dict[int, str]:
    if header_row is None:
        return {}
    texts = enumerate(map(cell_text, rows[header_row]))
    return {column: text for column, text in texts if text}


def _second_choice(columns: dict[int, str], headers: Mapping[int, str], fields: Sequence[FieldSpec]) -> None:
    """Gives a field that lost its column to the cells' look to another header that names it (编号 was a 文号: 序号)."""
    width = max(headers, default=-1) + 1
    texts = ["" if column in columns else headers.get(column, "") for column in range(width)]
    rest = [spec for spec in fields if spec.id not in columns.values()]
    columns.update(_assign(texts, [""] * width, rest)[0])


# The look of the cells


def _samples(rows: Sequence[Row]) -> dict[int, list[object]]:
    found: dict[int, list[object]] = {}
    for row in rows[: SAMPLE * 3]:
        for column, cell in enumerate(row):
            if cell_text(cell) and len(found.setdefault(column, [])) < SAMPLE:
                found[column].append(cell)
    return found


def _guess_by_content(
    columns: dict[int, str],
    headers: Mapping[int, str],
    samples: Mapping[int, list[object]],
    fields: Sequence[FieldSpec],
) -> list[int]:
    """Adds to `columns` what the cells tell beyond doubt; the columns added."""
    added = []
    serial = {spec.id for spec in fields if spec.content == "serial"}
    for content, look, anywhere in (
        ("number", _number_share, True),
        ("day", _day_share, False),
        ("title", _title_share, False),
    ):
        spec = next((spec for spec in fields if spec.content == content), None)
        if spec is None or spec.id in columns.values():
            continue
        free = [
            column
            for column in samples
            if (column not in columns and (anywhere or column not in headers))
            or (anywhere and columns.get(column) in serial)
        ]
        shares = {column: look(samples[column]) for column in free if len(samples[column]) >= FEWEST}
        column = max(shares, key=lambda one: (shares[one], -one), default=None)
        if column is not None and shares[column] >= ENOUGH:
            columns[column] = spec.id
            added.append(column)
    return added


def _number_share(sample: Sequence[object]) -> float:
    return sum(parse_number(cell_text(cell)).normal is not None for cell in sample) / len(sample)


def _day_share(sample: Sequence[object]) -> float:
    plain = [cell for cell in sample if not isinstance(cell, int | float)]
    return sum(read_day(cell, default_year=2000).day is not None for cell in plain) / len(sample)


_HAN = re.compile("[\u4e00-\u9fff]")


def _title_share(sample: Sequence[object]) -> float:
    return sum(len(_HAN.findall(cell_text(cell))) >= TITLE_LENGTH for cell in sample) / len(sample)


# The year

_NAMED_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:年(?!\s*[0-9]{1,2}\s*月\s*[0-9])|$|[^0-9年.\-/号〕)\]])")
_TITLE_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年(?!\s*[0-9]{1,2}\s*月\s*[0-9])")
_CHINESE_YEAR = re.compile(r"([零〇○一二三四五六七八九]{4})年(?![零〇○一二三四五六七八九十]+月[一二三四五六七八九十])")
_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")


def guess_year(titles: Iterable[str], sheet_name: str = "") -> int | None:
    """The one year that the title rows or the sheet's name speak of; None when they name none or several."""
    found = {int(year) for text in titles for year in _years(_TITLE_YEAR, text)}
    found |= {int(year) for year in _years(_NAMED_YEAR, sheet_name)}
    return found.pop() if len(found) == 1 else None


def _years(pattern: re.Pattern[str], text: str) -> list[str]:
    plain = _CHINESE_YEAR.sub(lambda match: match[1].translate(_DIGITS) + "年", halfwidth(text))
    return pattern.findall(plain)


# The clerk's own word


def parse_overrides(options: Iterable[str]) -> dict[str, str]:
    """`COL=FIELD` options as a mapping; raises Refusal for one without an equals sign."""
    pairs = {}
    for option in options:
        column, equals, field_id = option.rpartition("=")
        if not equals or not column.strip():
            raise Refusal("--map 要写成 列=字段，例如 --map 来文单位=sender 或 --map C=title")
        pairs[column.strip()] = field_id.strip()
    return pairs


def apply_overrides(
    mapping: ColumnMap, sheet: Sheet, fields: Sequence[FieldSpec], overrides: Mapping[str, str]
) -> ColumnMap:
    """`mapping` with the clerk's columns: header text, letter or number from 1 → field id, label, or 忽略.

    A field moves to the named column. Raises Refusal when there is no such column or field.
    """
    columns = dict(mapping.columns)
    for name, field_name in overrides.items():
        column = _named_column(name, mapping, sheet)
        columns.pop(column, None)
        if field_name not in IGNORE:
            field_id = _named_field(field_name, fields)
            columns = {at: mapped for at, mapped in columns.items() if mapped != field_id} | {column: field_id}
    unknown = tuple(column for column in mapping.headers if column not in columns)
    by_content = frozenset(column for column in mapping.by_content if columns.get(column) == mapping.columns[column])
    return replace(mapping, columns=dict(sorted(columns.items())), unknown=unknown, by_content=by_content)


def _named_column(name: str, mapping: ColumnMap, sheet: Sheet) -> int:
    for column, text in mapping.headers.items():
        if fold(text) == fold(name):
            return column
    width = max((len(row) for row in sheet.rows), default=0)
    plain = halfwidth(name).strip().upper()
    if re.fullmatch(r"[0-9]{1,3}", plain) and 0 < int(plain) <= width:
        return int(plain) - 1
    for column in range(width):
        if letters(column) == plain:
            return column
    raise Refusal(
        f"没有“{clean(name)}”这一列，表里有：{'、'.join(mapping.headers.values()) or '没有表头，请用列号 A、B、C'}"
    )


def _named_field(name: str, fields: Sequence[FieldSpec]) -> str:
    for spec in fields:
        if name == spec.id or fold(name) == fold(spec.label):
            return spec.id
    raise Refusal(f"没有“{clean(name)}”这个字段，可用：{'、'.join(f'{spec.id}（{spec.label}）' for spec in fields)}")
