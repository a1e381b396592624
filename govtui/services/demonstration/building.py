"""Builds the demonstration office into an empty store: people first, then the papers month by month."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from random import Random

from govtui.domain.clock import Clock, to_stamp, wall_clock
from govtui.domain.documents.states import CLOSED
from govtui.domain.people.terms import SECTION
from govtui.domain.refusal import Refusal
from govtui.services.demonstration import city, fates
from govtui.services.demonstration.arrivals import Arrivals, Paper
from govtui.services.demonstration.fates import SIZES, Size
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.limits import Limits
from govtui.services.demonstration.lives import Lives
from govtui.services.demonstration.meetings import TERM as MEETING_TERM
from govtui.services.demonstration.meetings import write_meetings
from govtui.services.demonstration.outgoing import write_outgoing
from govtui.services.demonstration.people import Cast, cast, tables
from govtui.services.desk import DEFAULT_PACK, Actor, Desk, load_rules, open_desk
from govtui.services.documents.registering import SERIES
from govtui.services.numbers import TERM
from govtui.services.workdays import current_calendar
from govtui.store.store import create_store

Report = Callable[[int, int], bool]
"""`report(done, total)` in papers; answers False to stop."""

SEED = 20261122
BUILDER = Actor("demonstration", "演示数据")
FILE = "govtui.db"


def make(
    folder: Path, size: str = "normal", seed: int = SEED, clock: Clock = wall_clock, report: Report | None = None
) -> Desk:
    """A new demonstration office in `folder`, opened by one of its clerks. Refusal when the folder holds a store."""
    still = clock()
    store = create_store(str(folder / FILE), throwaway=True)
    book = load_rules(DEFAULT_PACK)
    desk = Desk(store, book, BUILDER, lambda: still)
    try:
        build(desk, size, seed, report)
    except BaseException:
        store.close()
        store.path.unlink(missing_ok=True)
        raise
    store.close()
    return reopen(folder, clock)


def reopen(folder: Path, clock: Clock = wall_clock) -> Desk:
    """The demonstration office that lies in `folder`. Refusal when another store lies there."""
    desk = open_desk(str(folder / FILE), clock=clock)
    if not desk.demonstration:
        desk.store.close()
        raise Refusal(f"{folder} 里是正式的数据库，不是演示数据；请另选一个文件夹。")
    return desk


def build(desk: Desk, size: str = "normal", seed: int = SEED, report: Report | None = None) -> int:
    """Fill the empty store of `desk` as of its clock; returns the number of papers.

    The same size, seed and clock give the same rows. Raises Refusal for an unknown size, a store that is not empty,
    or when `report` answered False.
    """
    chosen = SIZES.get(size)
    if chosen is None:
        raise Refusal(f"没有“{size}”这种规模，可用：{'、'.join(SIZES)}。")
    with desk.reading() as reader:
        if reader.value("SELECT 1 FROM unit UNION ALL SELECT 1 FROM incoming LIMIT 1"):
            raise Refusal("这个数据库里已有数据，不能再生成演示数据；请换一个空文件夹。")
    rng = Random(f"{seed} {size}")
    people = cast(rng, current_calendar(desk), desk.today(), chosen.years)
    _write_office(desk, people)
    return _write_papers(desk, rng, seed, people, chosen, report or (lambda _done, _total: True))


def _write_office(desk: Desk, people: Cast) -> None:
    settings = [("office", city.OFFICE), ("demonstration", "1"), ("rulebook", DEFAULT_PACK)]
    settings.append((TERM, str(MEETING_TERM)))
    settings += [("clerk.name", people.clerks[0]), ("clerk.section", people.of(SECTION)[0].body.name)]
    with desk.writing("demonstration.office") as uow:
        uow.insert_many("setting", ("key", "value"), settings)
        for table, columns, rows in tables(people):
            uow.insert_many(table, columns, rows)
        counts = len(people.rows["unit"]), len(people.rows["person"])
        uow.say(f"生成演示通讯录：单位 {counts[0]} 个，人员 {counts[1]} 名")


def _write_papers(desk: Desk, rng: Random, seed: int, people: Cast, size: Size, report: Report) -> int:
    calendar, today = current_calendar(desk), desk.today()
    clock = WorkingTime(calendar, desk.book.office_hours, _years_before(today, size.years), desk.now())
    limits = Limits(desk.book, calendar)
    arrivals = Arrivals(rng, desk.book, people, clock, limits)
    papers = arrivals.papers(size.total)
    fates.returns_and_voids(rng, papers, size, clock.per_day)
    fates.incomplete_ones(rng, papers, size)
    recent = fates.recent_ones(papers, size)
    for paper in recent:
        arrivals.write(paper)
    fates.open_ones(rng, recent, size, clock, to_stamp(desk.now()))
    _number(desk, papers, clock, size)
    done = _live(desk, arrivals, Lives(desk, rng, people, clock, limits), papers, report)
    write_outgoing(desk, Random(f"{seed} {size.total} outgoing"), people, clock)
    write_meetings(desk, Random(f"{seed} {size.total} meetings"), people)
    return done


def _live(desk: Desk, arrivals: Arrivals, lives: Lives, papers: list[Paper], report: Report) -> int:
    done = 0
    for (year, month), some in _by_month(papers, lives.clock):
        for paper in some:
            arrivals.write(paper)
            paper.fate = paper.fate or CLOSED
            lives.live(paper)
            paper.columns = {}
        _write_month(desk, lives, f"生成演示收文：{year}年{month}月 {len(some)} 件")
        done += len(some)
        if not report(done, len(papers)):
            raise Refusal("演示数据还没有做完就停下了；请重新运行 govtui demo。")
    return done


def _number(desk: Desk, papers: list[Paper], clock: WorkingTime, size: Size) -> None:
    """Give the numbers of each year; the first year goes on from the paper book's last number."""
    series, first = desk.book.series(SERIES), clock.days[0]
    last = (first.timetuple().tm_yday - 1) * size.total // size.years // 365
    serials = {first.year: last}
    for paper in papers:
        paper.year = clock.day_of(paper.minute).year
        paper.serial = serials[paper.year] = serials.get(paper.year, 0) + 1
        paper.number = series.text(paper.serial, paper.year)
    if last:
        with desk.writing("demonstration.numbers") as uow:
            row = (SERIES, first.year, last, "启用本系统前，纸质登记簿已编到这一号")
            uow.insert_many("number_start", ("series", "year", "last", "reason"), [row])
            uow.say(f"生成演示编号：{first.year}年从第 {last + 1} 号起")


def _write_month(desk: Desk, lives: Lives, sentence: str) -> None:
    rows = lives.sheets.take()
    with desk.writing("demonstration.papers") as uow:
        for table, columns, some in rows:
            uow.insert_many(table, columns, some)
        uow.say(sentence)


def _by_month(papers: list[Paper], clock: WorkingTime) -> Iterator[tuple[tuple[int, int], list[Paper]]]:
    def month(paper: Paper) -> tuple[int, int]:
        day = clock.day_of(paper.minute)
        return day.year, day.month

    for key, some in groupby(papers, month):
        yield key, list(some)


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))
