"""The number ledger as the office looks at it and keeps it: books, their rows, and what may be done to a number.

Numbers are taken by whatever writes a paper, in its own transaction (`store.numbers`); here they are set aside, made
void, explained, and the paper book's last number is told. A number that was given is never taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import from_stamp
from govtui.domain.documents import numbering
from govtui.domain.documents.numbering import HIGHEST, INCOMING, ledger_number, ledger_order, period_name
from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, cut, tidy
from govtui.services.desk import Desk
from govtui.store import ledger as store
from govtui.store import numbers
from govtui.store.listing import Pages
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

NOUN = "number"
MOST_RESERVED = 50
MOST_EXPLAINED = 10_000
TERM = "term"
"""The setting that holds the ordinal of the running term (届)."""


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """One series in one period (`year`: a year, a term's ordinal, 0 for a series that never starts again).

    `numbers` counts the rows, `used`, `reserved` and `void` those of each state. `started` is the paper book's last
    number (0: none), `start_reason` what was said of it. `last` is the highest serial given, there or here (0: none).
    `gaps` are runs (first, last) of serials that no row explains.
    """

    series: str
    name: str
    year: int
    numbers: int
    used: int
    reserved: int
    void: int
    first: int
    last: int
    started: int
    start_reason: str
    gaps: tuple[tuple[int, int], ...]

    @property
    def missing(self) -> int:
        """How many numbers no row explains."""
        return sum(last - first + 1 for first, last in self.gaps)

    @property
    def period(self) -> str:
        """2026年, 第5届, or nothing."""
        return period_name(self.year)

    @property
    def title(self) -> str:
        """How sentences call the book: `2026年政发`."""
        return f"{self.period}{self.name}"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One number as written, what became of it, and the paper (`noun`) it was given to (`row_id` None: none)."""

    serial: int
    number: str
    state: str
    reason: str
    title: str
    noun: str
    row_id: int | None
    origin: str
    at: datetime

    @property
    def explained(self) -> bool:
        """Whether the row only says why a number is missing."""
        return self.origin == numbers.EXPLAINED


# -- looking --------------------------------------------------------------------------------------------------------


def ledger_books(desk: Desk) -> tuple[LedgerBook, ...]:
    """Every series and year with numbers in it, and this year's books of every running series even when empty.

    What runs now comes first, in the order of the rule pack; then other years, the nearest first.
    """
    with desk.reading() as reader:
        rows = {(row["series"], row["year"]): row for row in store.books(reader)}
        starts = store.starts(reader)
        running = {(series, _period_now(desk, series)) for series in numbering.running_series(desk.book)}
        found = [_book(desk, reader, key, rows.get(key), starts) for key in {*rows, *starts, *running}]
    this_year = desk.today().year

    def place(book: LedgerBook) -> tuple[int, int, tuple[int, str]]:
        runs = (book.series, book.year) in running or numbering.runs_per(desk.book, book.series) != "year"
        away = 0 if runs else abs(this_year - book.year)
        return away, -book.year if away else 0, ledger_order(desk.book, book.series)

    return tuple(sorted(found, key=place))


def gap_report(desk: Desk) -> tuple[LedgerBook, ...]:
    """The books in which a number is missing without a word: none, as long as nothing was imported with holes."""
    return tuple(book for book in ledger_books(desk) if book.gaps)


def _book(
    desk: Desk,
    reader: Reader,
    key: tuple[str, int],
    row: Record | None,
    starts: dict[tuple[str, int], tuple[int, str]],
) -> LedgerBook:
    series, year = key
    started, reason = starts.get(key, (0, ""))
    last = row["last"] if row is not None else 0
    holes = row is not None and last > row["started"] and row["after"] < last - row["started"]
    gaps = numbers.gaps(reader, series, year) if holes else []
    counts = {name: int(row[name]) if row is not None else 0 for name in ("numbers", "used", "reserved", "void")}
    return LedgerBook(
        series=series,
        name=_name(desk, reader, series),
        year=year,
        **counts,
        first=row["first"] if row is not None else 0,
        last=max(last, started),
        started=started,
        start_reason=reason,
        gaps=tuple((gap.first, gap.last) for gap in gaps),
    )


class Ledger:
    """The rows of one book, the last number first; a page source for lists."""

    def __init__(self, desk: Desk, series: str, year: int) -> None:
        self.desk, self.series, self.year = desk, series, year
        self._pages = Pages(store.page_query(series, year))

    def count(self) -> int:
        """How many numbers."""
        with self.desk.reading() as reader:
            return self._pages.count(reader)

    def rows(self, start: int, limit: int) -> Sequence[LedgerRow]:
        """`limit` numbers from place `start` on."""
        with self.desk.reading() as reader:
            found = self._pages.rows(reader, start, limit)
        return [_row(self.desk, self.series, self.year, row) for row in found]


def book_rows(desk: Desk, series: str, year: int) -> list[LedgerRow]:
    """All rows of one book, the first number first."""
    with desk.reading() as reader:
        found = store.all_rows(reader, series, year)
    return [_row(desk, series, year, row) for row in found]


def _row(desk: Desk, series: str, year: int, row: Record) -> LedgerRow:
    return LedgerRow(
        serial=row["serial"],
        number=written(desk, series, row["serial"], year),
        state=row["state"],
        reason=row["reason"],
        title=row["title"] or "",
        noun=row["noun"],
        row_id=row["row_id"],
        origin=row["origin"],
        at=from_stamp(row["at"]),
    )


def _name(desk: Desk, reader: Reader, series: str) -> str:
    """What a book is called; unified numbers of an issuer that the pack does not name go by the unit that has them."""
    code = numbering.unified_issuer(series)
    unit = store.issuer_of(reader, code) if code else ""
    name = series_name(desk, series)
    return name.removesuffix(code) + unit if code and unit and name.endswith(f" {code}") else name


def series_name(desk: Desk, series: str) -> str:
    """What the series is called; its id where the pack no longer knows it."""
    return numbering.series_name(desk.book, series)


def written(desk: Desk, series: str, serial: int, year: int) -> str:
    """The number as it is written on the paper."""
    return ledger_number(desk.book, series, serial, year)


def term(desk: Desk) -> int:
    """The ordinal of the running term (1 where nobody told it)."""
    told = desk.settings.get(TERM, "")
    return int(told) if told.isdecimal() else 1


def period_on(desk: Desk, series: str, day: date) -> int:
    """The period of the ledger in which a paper signed off on `day` is numbered."""
    return numbering.period_of(desk.book, series, day, term(desk))


def _period_now(desk: Desk, series: str) -> int:
    return period_on(desk, series, desk.today())


# -- keeping --------------------------------------------------------------------------------------------------------


def reserve(desk: Desk, series: str, reason: str, count: int = 1, on: date | None = None) -> tuple[LedgerRow, ...]:
    """Set aside the next `count` numbers of the period that `on` (today) falls in; they are used or made void later.

    Raises Refusal: no reason, a count outside 1 to 50, incoming numbers, a year beyond the next, an unknown series.
    """
    why = _reason(reason, "预留号码")
    _must_be_known(desk, series)
    if series == INCOMING:
        raise Refusal("收文号在登记时按顺序取，不预留；请直接登记收文。")
    if not 1 <= count <= MOST_RESERVED:
        raise Refusal(f"一次可预留 1 到 {MOST_RESERVED} 个号，请改正个数。")
    year = period_on(desk, series, _not_too_late(desk, on or desk.today()))
    with desk.writing("number.reserve") as uow:
        made = [numbers.reserve_next(uow, series, year, why) for _ in range(count)]
        _must_be_sane(made[-1].serial)
        first, last = (written(desk, series, row.serial, year) for row in (made[0], made[-1]))
        run = first if count == 1 else f"{first} 至 {last}（{count} 个）"
        uow.say(f"预留 {run}：{why}", NOUN, made[0].id)
        rows = [store.one_row(uow, series, year, row.serial) for row in made]
    return tuple(_row(desk, series, year, row) for row in rows if row is not None)


def void_number(desk: Desk, series: str, year: int, serial: int, reason: str) -> LedgerRow:
    """Make a number void: one that was set aside, or a used one whose paper is void itself.

    Raises Refusal: no reason, never given, void already, or given to a paper that still stands.
    """
    why, name = _reason(reason, "作废号码"), written(desk, series, serial, year)
    with desk.writing("number.void") as uow:
        found = store.one_row(uow, series, year, serial)
        if found is None:
            raise Refusal(f"{name} 没有编出过，无法作废；请核对号码。")
        _may_be_void(uow, name, found)
        numbers.void(uow, series, year, serial, why)
        row = store.one_row(uow, series, year, serial)
        uow.say(f"作废 {name}：{why}", NOUN, _row_id(uow, series, year, serial))
    assert row is not None
    return _row(desk, series, year, row)


def _may_be_void(uow: UnitOfWork, name: str, found: Record) -> None:
    if found["state"] == numbers.VOID:
        raise Refusal(f"{name} 已经作废（{found['reason']}），不用再作废。")
    paper = store.paper_of(uow, found["noun"], found["row_id"])
    if found["state"] == numbers.USED and paper is not None and paper["state"] != numbers.VOID:
        title = cut(paper["title"], 40)
        raise Refusal(f"{name} 已用于《{title}》，号码跟着公文走；请先把这件公文作废，号码随之作废。")


def set_start(desk: Desk, series: str, year: int, last: int, reason: str) -> LedgerBook:
    """Tell the last number of the running paper book: the next one is given here.

    Raises Refusal: no reason, an unknown series, a number that is none, or one smaller than those given already.
    """
    why = _reason(reason, "设起始号")
    _must_be_known(desk, series)
    if last < 0:
        raise Refusal("纸质簿最后一号不能小于 0；还没有编过号的填 0。")
    _must_be_sane(last)
    with desk.writing("number.start") as uow:
        numbers.start_after(uow, series, year, last, why)
        told = f"{period_name(year)}{series_name(desk, series)} 纸质簿编到第 {last} 号"
        row_id = uow.value("SELECT id FROM number_start WHERE series = :s AND year = :y", s=series, y=year)
        uow.say(f"{told}，本机接着编：{why}", NOUN, row_id)
    return _one_book(desk, series, year)


def explain_gap(desk: Desk, series: str, year: int, first: int, last: int, reason: str) -> LedgerBook:
    """Explain serials that are missing: each gets a void row with the reason. Explained ones take another reason.

    Raises Refusal: no reason, serials that were given, and serials that are not given out yet.
    """
    why = _reason(reason, "说明缺号")
    if not 1 <= first <= last:
        raise Refusal("起号要小于或等于止号，并且从 1 算起，请改正。")
    if last - first >= MOST_EXPLAINED:
        raise Refusal(f"一次最多说明 {MOST_EXPLAINED} 个号，请分段说明。")
    run = str(first) if first == last else f"{first} 至 {last}"
    with desk.writing("number.explain") as uow:
        if last > numbers.last_serial(uow, series, year):
            raise Refusal(f"第 {last} 号还没有编到，不是缺号；请核对号码。")
        standing = store.serials_with_rows(uow, series, year, first, last)
        if (
            standing
            and len(standing) == last - first + 1
            and {row["origin"] for row in standing} == {numbers.EXPLAINED}
        ):
            numbers.explain_anew(uow, series, year, first, last, why)
        elif standing:
            raise Refusal(f"第 {standing[0]['serial']} 号在台账里（{standing[0]['state']}），不是缺号；请核对起止号。")
        else:
            numbers.explain(uow, series, year, first, last, why)
        told = f"{period_name(year)}{series_name(desk, series)}第 {run} 号缺号说明"
        uow.say(f"{told}：{why}", NOUN, _row_id(uow, series, year, first))
    return _one_book(desk, series, year)


def _one_book(desk: Desk, series: str, year: int) -> LedgerBook:
    return next(book for book in ledger_books(desk) if (book.series, book.year) == (series, year))


def _row_id(uow: UnitOfWork, series: str, year: int, serial: int) -> int | None:
    row = numbers.row_of(uow, series, year, serial)
    return None if row is None else int(row["id"])


def _reason(text: str, act: str) -> str:
    why = tidy(clean(text))
    if not why:
        raise Refusal(f"{act}请写明理由。")
    if refused := looks_classified(why):
        raise Refusal(refused)
    return why


def _must_be_known(desk: Desk, series: str) -> None:
    if not numbering.is_known(desk.book, series):
        raise Refusal(f"规则包里没有编号序列“{cut(clean(series), 20)}”，请另选一个序列。")


def _must_be_sane(serial: int) -> None:
    if serial > HIGHEST:
        raise Refusal(f"第 {serial} 号太大了，请核对号码。")


def _not_too_late(desk: Desk, day: date) -> date:
    if day.year > desk.today().year + 1:
        raise Refusal(f"{day.year} 年的号现在还不能预留，最多预留到明年。")
    return day
