"""A narrowed list holds the same papers in the same order whether few or very many rows answer."""

import pytest

from govtui.domain.documents.states import QUEUES
from govtui.domain.pinyin import matches_initials
from govtui.domain.text import fold
from govtui.services.desk import Desk
from govtui.services.documents.listing import PaperList
from govtui.services.finding import find
from govtui.store import listing, searching

WORDS = (
    "通知",
    "汛",
    "防汛工作",
    "汛防",
    "fx",
    "fxgz",
    "f",
    "2026-1",
    "防汛 通知",
    "q",
    "zz",
    "财政局",
    "鑫淼",
    "𬭚",
    "（防汛）",
)
_STATES = ("待拟办", "待送", "在领导处", "在承办", "已办结")
_TITLES = (
    "关于防汛工作的通知",
    "关于放行过站的请示",
    "防灾和汛前检查",
    "财政局请求批准的报告",
    "张𬭚同志任职",
    "工作防汛",
)


@pytest.fixture
def papers(desk: Desk) -> Desk:
    """Sixty papers in every state, closed ones with their day, two due ones in a row on each day."""
    columns = (
        "year",
        "serial",
        "number",
        "received_at",
        "created_at",
        "created_by",
        "title",
        "sender",
        "state",
        "open",
    )
    rows = []
    for n in range(1, 61):
        state, at = _STATES[n % 5], f"2026-10-{n % 28 + 1:02d}T09:00:00+08:00"
        closed = at if state == "已办结" else None
        due = f"2026-11-{n // 2 % 28 + 1:02d}T17:30:00+08:00"
        whole = (2026, n, f"2026-{n}", at, at, "小李", _TITLES[n % 6], "市财政局" if n % 7 else "市水利局", state)
        rows.append((*whole, closed is None, closed, due))
    with desk.writing("incoming.import") as uow:
        uow.insert_many("incoming", (*columns, "closed_at", "due_at"), rows)
        uow.say("导入")
    return desk


def _holds(text: str, word: str) -> bool:
    folded = fold(word)
    return folded in text or (folded.isascii() and matches_initials(folded, text))


def _expected(desk: Desk, queue: str, words: str) -> list[int]:
    """The queue read whole, and every paper looked through for every word."""
    with desk.reading() as reader:
        rows = reader.rows("SELECT id, number, title, sender FROM incoming")
    texts = {row["id"]: "\n".join(fold(row[name]) for name in ("number", "title", "sender")) for row in rows}
    whole = PaperList(desk, queue)
    ids = [row.id for row in whole.rows(0, whole.count())]
    return [one for one in ids if all(_holds(texts[one], word) for word in words.split())]


@pytest.mark.parametrize("dense", [-1, 10**9], ids=["many hits", "few hits"])
@pytest.mark.parametrize("words", WORDS)
def test_every_queue_narrowed_by_words(papers: Desk, monkeypatch: pytest.MonkeyPatch, words: str, dense: int) -> None:
    monkeypatch.setattr(listing, "DENSE", dense)
    for queue in QUEUES:
        found = PaperList(papers, queue.id, words)
        expected = _expected(papers, queue.id, words)
        assert found.count() == len(expected), queue.id
        pages = [row.id for start in range(0, 60, 7) for row in found.rows(start, 7)]
        assert pages == expected, queue.id


@pytest.mark.parametrize("words", WORDS)
def test_search_finds_the_same_either_way(papers: Desk, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    answers = []
    for dense in (-1, 10**9):
        monkeypatch.setattr(searching, "DENSE", dense)
        answers.append([hit.id for hit in find(papers, words, limit=100)])
    assert answers[0] == answers[1]
    assert sorted(answers[0]) == sorted(_expected(papers, "all", words))
