"""The verdict on every row of a register: new, duplicate, refused or no paper at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govtui.domain.documents.numbers import NumberStatus, parse_number
from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.documents.states import VOID
from govtui.domain.text import cut, fold
from govtui.services.desk import Desk
from govtui.services.documents.importing.reading import Course, PaperReader, closing_assumptions
from govtui.services.documents.importing.rows import (
    DUPLICATE,
    NEW,
    REFUSED,
    SKIPPED,
    Paper,
    Preview,
    PreviewRow,
    Rejected,
    Report,
    SourceRow,
    SourceSheet,
    going_on,
)
from govtui.services.documents.registering import SERIES
from govtui.store.documents import imports as store
from govtui.store.reading import Reader, Record

STEP = 100
COUNTER_SHARE = 20
"""A 序号 column is taken for a mere line counter when more than one number in so many stands for another paper."""

Key = tuple[str, ...]
Serial = tuple[int, int]


@dataclass(slots=True)
class _Draft:
    """A data row on its way: the paper, or why there is none."""

    sheet: SourceSheet
    row: SourceRow
    paper: Paper | None = None
    reason: str = ""
    secret: bool = False

    @property
    def place(self) -> str:
        """Where the row stands, for sentences."""
        return f"“{_open_name(self.sheet)}”第 {self.row.number} 行"

    @property
    def serial(self) -> Serial | None:
        """Year and serial of the row's own number."""
        paper = self.paper
        return None if paper is None or paper.serial is None else (paper.year, paper.serial)


def preview(desk: Desk, sheets: Sequence[SourceSheet], report: Report | None = None) -> Preview:
    """What an import of these sheets would do; nothing is written. Raises Stopped when `report` answers False.

    Every row gets a verdict: the rows are as many as were read. Two rows are the same paper when they bear the same
    register number, or the same sender with the same 文号, or (without a 文号) the same sender, title and day.
    """
    courses: list[Course] = []
    drafts = _read(desk, sheets, courses, report)
    with desk.reading() as reader:
        batch = store.newest_batch(reader)
        known = _Known(reader, [draft.paper for draft in drafts if draft.paper is not None])
    notices = [sentence for course in courses for sentence in course.assumed]
    notices += _drop_counters(drafts, known)
    rows = tuple(_judged(desk, drafts, known))
    new = [row.paper for row in rows if row.status == NEW and row.paper is not None]
    notices += filter(None, (closing_assumptions(new), _numbers_given(new)))
    return Preview(rows, tuple(notices), batch, tuple(sorted({paper.year for paper in new})))


def _read(desk: Desk, sheets: Sequence[SourceSheet], courses: list[Course], report: Report | None) -> list[_Draft]:
    reader = PaperReader(desk)
    drafts: list[_Draft] = []
    total = sum(len(sheet.rows) for sheet in sheets)
    for sheet in sheets:
        course = Course(sheet)
        courses.append(course)
        for row in sheet.rows:
            if len(drafts) % STEP == 0:
                going_on(report, len(drafts), total)
            drafts.append(_draft(reader, course, row))
    going_on(report, total, total)
    return drafts


def _draft(reader: PaperReader, course: Course, row: SourceRow) -> _Draft:
    draft = _Draft(course.sheet, row)
    if not row.skip:
        try:
            draft.paper = reader.read(course, row)
        except Rejected as rejected:
            draft.reason, draft.secret = rejected.reason, rejected.secret
    return draft


class _Known:
    """What stands in the register already, as far as these papers may meet it."""

    def __init__(self, reader: Reader, papers: Sequence[Paper]) -> None:
        rows = list(store.by_sender_number(reader, _texts(papers, "sender_number")))
        rows += store.by_day(reader, (day[:10] for day in _texts(papers, "received_at")))
        rows += store.by_title(reader, _texts((paper for paper in papers if not paper.dated), "title"))
        self.papers: dict[Key, str] = {}
        for row in rows:
            for key in _keys_of_row(row):
                self.papers.setdefault(key, row["number"])
        used = store.used_serials(reader, SERIES, (paper.year for paper in papers))
        self.serials: dict[Serial, Record] = {(row["year"], row["serial"]): row for row in used}

    def paper(self, paper: Paper) -> str | None:
        """The number under which this very paper is registered."""
        return self.papers.get(key_of(paper))

    def other(self, serial: Serial, paper: Paper) -> Record | None:
        """The ledger's row when this number stands there for another paper."""
        used = self.serials.get(serial)
        if used is None or used["title"] is None:
            return used
        return None if key_of(paper) in set(_keys_of_row(used)) else used


def key_of(paper: Paper) -> Key:
    """What makes a paper the same as another one."""
    day = paper.text("received_at") if paper.dated else ""
    return next(
        _all_keys(paper.text("state"), paper.text("sender"), paper.text("sender_number"), paper.text("title"), day)
    )


def _keys_of_row(row: Record) -> Iterator[Key]:
    texts = (row["state"], row["sender"], row["sender_number"], row["title"])
    yield from _all_keys(*texts, row["day"])
    yield from _all_keys(*texts, "")


def _all_keys(state: str, sender: str, number: str, title: str, day: str) -> Iterator[Key]:
    """The keys that a paper answers to, its own (the strongest it has) first; a void one is never a living one."""
    life = VOID if state == VOID else ""
    if number and parse_number(number).status is not NumberStatus.REJECTED:
        yield life, "文号", fold(sender), number
    if number:
        yield life, "原文号", fold(sender), fold(number), fold(title)
    yield life, "标题", fold(sender), fold(title), day[:10]


def _drop_counters(drafts: Sequence[_Draft], known: _Known) -> list[str]:
    """Let columns headed 序号 go where they do not number papers but count lines, page by page or month by month."""
    owners: dict[Serial, Key] = {}
    total, clashes = Counter[int](), Counter[int]()
    for draft in drafts:
        serial, paper = draft.serial, draft.paper
        if not draft.sheet.counter or serial is None or paper is None:
            continue
        total[serial[0]] += 1
        own = owners.setdefault(serial, key_of(paper))
        if own != key_of(paper) or known.other(serial, paper) is not None:
            clashes[serial[0]] += 1
    counting = {year for year, count in clashes.items() if count > 1 and count * COUNTER_SHARE > total[year]}
    for draft in drafts:
        if draft.sheet.counter and draft.paper is not None and draft.paper.year in counting:
            draft.paper = _without_serial(draft.paper)
    return [f"{year} 年的“序号”有重号，只当行号，收文号由程序续编" for year in sorted(counting)]


def _without_serial(paper: Paper) -> Paper:
    from dataclasses import replace

    return replace(paper, serial=None)


def _judged(desk: Desk, drafts: Iterable[_Draft], known: _Known) -> Iterator[PreviewRow]:
    series = desk.book.series(SERIES)
    serials: dict[Serial, _Draft] = {}
    papers: dict[Key, _Draft] = {}
    for draft in drafts:
        if draft.row.skip:
            yield _row(draft, SKIPPED, draft.row.skip)
            continue
        paper = draft.paper
        if paper is None:
            yield _row(draft, REFUSED, draft.reason)
            continue
        number = series.text(paper.serial, paper.year) if paper.serial is not None else ""
        twin = _twin(draft, paper, number, known, serials, papers)
        if twin:
            yield _row(draft, DUPLICATE, f"重复：{twin}")
            continue
        papers[key_of(paper)] = draft
        if draft.serial is not None:
            serials[draft.serial] = draft
        yield _row(draft, NEW, "；".join(paper.notes))


def _twin(
    draft: _Draft,
    paper: Paper,
    number: str,
    known: _Known,
    serials: dict[Serial, _Draft],
    papers: dict[Key, _Draft],
) -> str:
    """What this row repeats (empty: nothing)."""
    there = known.paper(paper)
    if there is not None:
        return f"登记簿里已有这一件，收文号 {there}"
    earlier = papers.get(key_of(paper))
    if earlier is not None:
        return f"与{earlier.place}是同一件"
    if draft.serial is None:
        return ""
    if (same := serials.get(draft.serial)) is not None:
        return f"收文号 {number} 与{same.place}相同"
    used = known.serials.get(draft.serial)
    if used is None:
        return ""
    owner = f"《{cut(used['title'], 40)}》" if used["title"] else f"号码台账（{used['ledger_state']}）"
    return f"收文号 {number} 已用于{owner}"


def _row(draft: _Draft, status: str, reason: str) -> PreviewRow:
    cells = () if draft.secret else draft.row.cells
    paper = draft.paper if status in (NEW, DUPLICATE) else None
    return PreviewRow(_open_name(draft.sheet), draft.row.number, status, reason, cells, paper)


def _open_name(sheet: SourceSheet) -> str:
    return "（名称不显示）" if looks_classified(sheet.name) else sheet.name


def _texts(papers: Iterable[Paper], column: str) -> Iterator[str]:
    return filter(None, (paper.text(column) for paper in papers))


def _numbers_given(papers: Sequence[Paper]) -> str:
    missing: defaultdict[int, int] = defaultdict(int)
    for paper in papers:
        missing[paper.year] += paper.serial is None
    words = "、".join(f"{year} 年 {count:,} 件" for year, count in sorted(missing.items()) if count)
    return f"没有收文号而续编新号：{words}" if words else ""
