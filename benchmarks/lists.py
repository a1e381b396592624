"""The 公文 list at 100,000 papers: against 50 rows, and against the same questions in bare sqlite3 on the same file."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from statistics import median

from benchmarks._papers import FEW, office
from govtui.services import today
from govtui.services.desk import Desk
from govtui.services.documents.listing import PaperList, queue_counts
from govtui.services.finding import find
from govtui.store.documents.incoming import LIST_COLUMNS
from govtui.store.searching import wanted
from govtui.ui.desk import desk_app
from govtui.ui.screens.documents.page import DocumentsPage

ROUNDS = 9
SESSIONS, OPENINGS = 3, 5
PAGE = 64
WORDS = (("词", "防汛"), ("首字母", "fxgz"), ("没有的词", "鑫淼"))
OPEN_QUEUE = "handling"

_TEXTS = "number || title || sender || sender_number || sender_number_raw"
_ORDER = "ORDER BY year DESC, serial DESC, id DESC"


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def versus(ours: Callable[[], object], floor: Callable[[], object]) -> float:
    """The ratio of the medians, rounds interleaved, the first one not counted."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS + 1)][1:]
    return median(own for own, _ in pairs) / median(bare for _, bare in pairs)


def measure() -> list[tuple[str, float, str]]:
    """(label, ratio, target)."""
    many, few = office("100k"), office("few")
    with closing(many.store), closing(few.store), closing(sqlite3.connect(many.store.path)) as bare:
        return [*_opening(many, few), *_filters(many, bare), *_pages(many, bare), *_figures(many, few)]


def _opening(many: Desk, few: Desk) -> list[tuple[str, float, str]]:
    results = []
    for queue, name in (("all", "全部"), (OPEN_QUEUE, "在承办")):
        pairs = [(asyncio.run(_opened(many, queue)), asyncio.run(_opened(few, "all"))) for _ in range(SESSIONS)]
        own, floor = (median(sum(column, [])) for column in zip(*pairs, strict=True))
        results.append((f"打开公文页“{name}”：100,000 件 ÷ {FEW} 件", own / floor, "≤ 1.3"))
    return results


async def _opened(desk: Desk, queue: str) -> list[float]:
    """Seconds from asking for the page until it is painted and fills its detail, some times in one session."""
    app = desk_app(desk)
    app.after_first_paint.clear()
    taken = []
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for _ in range(OPENINGS + 1):
            page, begun = DocumentsPage(), time.perf_counter()
            await app.push_screen(page)
            page.show_queue(queue)
            while not page.detail.text:
                await asyncio.sleep(0)
            painted = asyncio.Event()
            page.call_after_refresh(painted.set)
            await painted.wait()
            taken.append(time.perf_counter() - begun)
            app.pop_screen()
            await pilot.pause()
    return taken[1:]


def _filters(desk: Desk, bare: sqlite3.Connection) -> list[tuple[str, float, str]]:
    results = []
    for name, word in WORDS:

        def keystroke(word: str = word) -> object:
            papers = PaperList(desk, "all", word)
            return papers.count(), papers.rows(0, PAGE)

        if not word.isascii():
            like = versus(keystroke, lambda word=word: _like(bare, word))  # type: ignore[misc]
            results.append((f"筛选“{word}”（{name}）÷ 裸 sqlite3 LIKE", like, "≤ 1"))
        index = versus(keystroke, lambda word=word: _index(bare, word))  # type: ignore[misc]
        results.append((f"筛选“{word}”（{name}）÷ 裸 sqlite3 FTS 两问", index, "≤ 4"))
        search = versus(lambda word=word: find(desk, word), lambda word=word: _index(bare, word))  # type: ignore[misc]
        results.append((f"查找“{word}”（{name}）÷ 裸 sqlite3 FTS 两问", search, "≤ 4"))
    return results


def _like(bare: sqlite3.Connection, word: str) -> object:
    where, params = f"WHERE {_TEXTS} LIKE ?", (f"%{word}%",)
    count = bare.execute(f"SELECT count(*) FROM incoming {where}", params).fetchone()
    return count, bare.execute(f"SELECT {LIST_COLUMNS} FROM incoming {where} {_ORDER} LIMIT {PAGE}", params).fetchall()


def _index(bare: sqlite3.Connection, word: str) -> object:
    """Count and first page straight from the index, without reading again what it only nearly answers."""
    asked = wanted(word)
    assert asked is not None
    where, params = f"WHERE id IN ({asked.rows_of('document')})", {"match": asked.match}
    count = bare.execute(asked.count_of("document"), params).fetchone()
    return count, bare.execute(f"SELECT {LIST_COLUMNS} FROM incoming {where} {_ORDER} LIMIT {PAGE}", params).fetchall()


def _pages(desk: Desk, bare: sqlite3.Connection) -> list[tuple[str, float, str]]:
    papers = PaperList(desk, "all")
    middle = papers.count() // 2
    papers.rows(middle, PAGE)
    key = bare.execute(f"SELECT year, serial, id FROM incoming {_ORDER} LIMIT 1 OFFSET {middle + PAGE - 1}").fetchone()
    sql = f"SELECT {LIST_COLUMNS} FROM incoming WHERE (year, serial, id) < (?, ?, ?) {_ORDER} LIMIT {PAGE}"
    ratio = versus(lambda: papers.rows(middle + PAGE, PAGE), lambda: bare.execute(sql, key).fetchall())
    return [(f"第 {middle:,} 行后一页（含灯、余天）÷ 裸按键取页", ratio, "≤ 4")]


def _figures(many: Desk, few: Desk) -> list[tuple[str, float, str]]:
    figures = (("各队列件数", queue_counts, "≤ 10"), ("今日全貌", today.overview, "≤ 2"))
    return [
        (f"{name}：100,000 件 ÷ {FEW} 件", versus(lambda ask=ask: ask(many), lambda ask=ask: ask(few)), target)  # type: ignore[misc]
        for name, ask, target in figures
    ]


if __name__ == "__main__":
    for label, ratio, aim in measure():
        print(f"{label} {ratio:.2f}（目标 {aim}）")
