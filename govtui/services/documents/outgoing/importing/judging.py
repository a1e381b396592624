"""Which rows of a register of outgoing papers repeat a paper, or a number that is given already."""

from collections.abc import Iterator, Sequence

from govtui.domain.documents.numbers import parse_number
from govtui.domain.text import cut, fold
from govtui.services.documents.importing.rows import Draft, Paper
from govtui.services.documents.outgoing.importing.papers import OutgoingPaper
from govtui.store.documents.outgoing import imports as store
from govtui.store.reading import Reader, Record

Key = tuple[str, ...]
Serial = tuple[str, int, int]


class OutgoingTwins:
    """Two rows are the same paper when they bear the same 文号, or (without one) the same title and day; a number that
    the ledger holds, and a unified registration number that stands, are given and not given again."""

    def __init__(self, reader: Reader, drafts: Sequence[Draft]) -> None:
        self.notices: Sequence[str] = ()
        papers = [draft.paper for draft in drafts if isinstance(draft.paper, OutgoingPaper)]
        self._stored = _stored(reader, papers)
        self._ledger = {_serial_of_row(row): row for row in store.used_serials(reader, _books(papers))}
        self._registered = {row["reg_number"] for row in store.registered(reader, _registrations(papers))}
        self._read: dict[Key, Draft] = {}

    def of(self, draft: Draft, paper: Paper) -> str:
        """What this row repeats."""
        assert isinstance(paper, OutgoingPaper)
        twin = self._twin(paper)
        if not twin:
            self._read |= dict.fromkeys(_keys(paper), draft)
        return twin

    def _twin(self, paper: OutgoingPaper) -> str:
        for key in _keys(paper):
            if (earlier := self._read.get(key)) is not None:
                return f"{_word(key)}与{earlier.place}相同"
            if (title := self._stored.get(key)) is not None:
                return f"{_word(key)}已用于《{cut(title, 40)}》" if key[0] == "文号" else "登记簿里已有这一件"
        serial = serial_of(paper)
        used = self._ledger.get(serial) if serial else None
        if used is not None:
            owner = f"《{cut(used['title'], 40)}》" if used["title"] else f"号码台账（{used['ledger_state']}）"
            return f"文号 {paper.own_number} 已用于{owner}"
        if (registration := _registration(paper)) in self._registered:
            return f"统一登记号 {registration} 已经在册"
        return ""


def foreign_numbers(papers: Sequence[Paper]) -> str:
    """The sentence about papers whose number no series of the pack gives (empty: there are none)."""
    foreign = [one for one in papers if isinstance(one, OutgoingPaper) and one.own_number and one.period is None]
    if not foreign:
        return ""
    shown = "、".join(dict.fromkeys(cut(one.own_number, 30) for one in foreign[:3]))
    return f"{len(foreign):,} 件的文号不属于本机关的发文字号序列，按原文登记、不入号码台账：{shown}" + (
        "等" if len(foreign) > 3 else ""
    )


def serial_of(paper: OutgoingPaper) -> Serial | None:
    """Series, period and serial of a number of this office."""
    if paper.period is None or paper.serial is None:
        return None
    return paper.text("series"), paper.period, paper.serial


def _keys(paper: OutgoingPaper) -> Iterator[Key]:
    """What makes a paper the same as another one, the strongest first."""
    yield _key(paper.own_number, paper.text("title"), paper.day or "")
    if registration := _registration(paper):
        yield "统一登记号", registration


def _key(number: str, title: str, day: str) -> Key:
    if not number:
        return "标题", fold(title), day
    proper = parse_number(number).serial is not None
    return ("文号", number) if proper else ("原文号", fold(number), fold(title))


def _word(key: Key) -> str:
    """How a sentence names what two rows share."""
    return f"{key[0]} {key[1]} " if key[0] in ("文号", "统一登记号") else "标题和日期"


def _stored(reader: Reader, papers: Sequence[OutgoingPaper]) -> dict[Key, str]:
    """The papers of the register that these may be, by key."""
    rows = store.by_number(reader, (paper.own_number for paper in papers if paper.own_number))
    rows += store.by_title(reader, (paper.text("title") for paper in papers if not paper.own_number))
    return {_key(row["number"], row["title"], row["day"] or ""): row["title"] for row in rows}


def _registration(paper: OutgoingPaper) -> str:
    return str((paper.document or {}).get("reg_number") or "")


def _registrations(papers: Sequence[OutgoingPaper]) -> Iterator[str]:
    return filter(None, map(_registration, papers))


def _books(papers: Sequence[OutgoingPaper]) -> set[tuple[str, int]]:
    return {(series, period) for series, period, _ in filter(None, map(serial_of, papers))}


def _serial_of_row(row: Record) -> Serial:
    return row["series"], row["year"], row["serial"]
