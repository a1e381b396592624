"""Which rows of a register of incoming papers repeat a paper that is registered already or stands further up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from govtui.domain.documents.numbers import NumberStatus, parse_number
from govtui.domain.documents.states import VOID
from govtui.domain.text import cut, fold
from govtui.rulebook.papers import Series
from govtui.services.documents.importing.rows import Draft, IncomingPaper, Paper
from govtui.services.documents.registering import SERIES
from govtui.store.documents import imports as store
from govtui.store.reading import Reader, Record

COUNTER_SHARE = 20
"""A 序号 column is taken for a mere line counter when more than one number in so many stands for another paper."""

Key = tuple[str, ...]
Serial = tuple[int, int]


class IncomingTwins:
    """Two rows are the same paper when they bear the same register number, or the same sender with the same 文号, or
    (without a 文号) the same sender, title and day."""

    def __init__(self, series: Series, reader: Reader, drafts: Sequence[Draft]) -> None:
        self._series, self._known = series, _Known(reader, [one.paper for one in drafts if one.paper is not None])
        self.notices: Sequence[str] = _drop_counters(drafts, self._known)
        self._serials: dict[Serial, Draft] = {}
        self._papers: dict[Key, Draft] = {}

    def of(self, draft: Draft, paper: Paper) -> str:
        """What this row repeats."""
        twin = self._twin(paper)
        if not twin:
            self._papers[key_of(paper)] = draft
            if (serial := serial_of(paper)) is not None:
                self._serials[serial] = draft
        return twin

    def _twin(self, paper: Paper) -> str:
        there = self._known.paper(paper)
        if there is not None:
            return f"登记簿里已有这一件，收文号 {there}"
        earlier = self._papers.get(key_of(paper))
        if earlier is not None:
            return f"与{earlier.place}是同一件"
        serial = serial_of(paper)
        return "" if serial is None else self._number_twin(serial)

    def _number_twin(self, serial: Serial) -> str:
        number = self._series.text(serial[1], serial[0])
        if (same := self._serials.get(serial)) is not None:
            return f"收文号 {number} 与{same.place}相同"
        used = self._known.serials.get(serial)
        if used is None:
            return ""
        owner = f"《{cut(used['title'], 40)}》" if used["title"] else f"号码台账（{used['ledger_state']}）"
        return f"收文号 {number} 已用于{owner}"


def numbers_given(papers: Sequence[Paper]) -> str:
    """The sentence about papers that get a number when they are written (empty: there are none)."""
    missing: defaultdict[int, int] = defaultdict(int)
    for paper in papers:
        missing[paper.year] += paper.serial is None
    words = "、".join(f"{year} 年 {count:,} 件" for year, count in sorted(missing.items()) if count)
    return f"没有收文号而续编新号：{words}" if words else ""


class _Known:
    """What stands in the register already, as far as these papers may meet it."""

    def __init__(self, reader: Reader, papers: Sequence[Paper]) -> None:
        rows = list(store.by_sender_number(reader, _texts(papers, "sender_number")))
        rows += store.by_day(reader, (day[:10] for day in _texts(papers, "received_at")))
        rows += store.by_title(reader, _texts((paper for paper in papers if not _is_dated(paper)), "title"))
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


def serial_of(paper: Paper | None) -> Serial | None:
    """Year and serial of the row's own number."""
    return None if paper is None or paper.serial is None else (paper.year, paper.serial)


def key_of(paper: Paper) -> Key:
    """What makes a paper the same as another one."""
    day = paper.text("received_at") if _is_dated(paper) else ""
    return next(
        _all_keys(paper.text("state"), paper.text("sender"), paper.text("sender_number"), paper.text("title"), day)
    )


def _is_dated(paper: Paper) -> bool:
    return isinstance(paper, IncomingPaper) and paper.dated


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


def _drop_counters(drafts: Sequence[Draft], known: _Known) -> list[str]:
    """Let columns headed 序号 go where they do not number papers but count lines, page by page or month by month."""
    owners: dict[Serial, Key] = {}
    total, clashes = Counter[int](), Counter[int]()
    for draft in drafts:
        serial, paper = serial_of(draft.paper), draft.paper
        if not draft.sheet.counter or serial is None or paper is None:
            continue
        total[serial[0]] += 1
        own = owners.setdefault(serial, key_of(paper))
        if own != key_of(paper) or known.other(serial, paper) is not None:
            clashes[serial[0]] += 1
    counting = {year for year, count in clashes.items() if count > 1 and count * COUNTER_SHARE > total[year]}
    for draft in drafts:
        if draft.sheet.counter and draft.paper is not None and draft.paper.year in counting:
            draft.paper = replace(draft.paper, serial=None)
    return [f"{year} 年的“序号”有重号，只当行号，收文号由程序续编" for year in sorted(counting)]


def _texts(papers: Iterable[Paper], column: str) -> Iterator[str]:
    return filter(None, (paper.text(column) for paper in papers))
