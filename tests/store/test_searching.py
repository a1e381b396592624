"""One search over everything: every row that holds the words is found, and no other."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.pinyin import all_initials
from govtui.domain.text import fold
from govtui.services.desk import Desk
from govtui.services.finding import find
from govtui.store import tables
from tests.store.paper_rows import change_paper, put_paper


@pytest.fixture
def papers(desk: Desk) -> Desk:
    """Five papers, three people, two units."""
    put_paper(desk, 1, title="关于调休安排的通知", sender="某市财政局", sender_number="某财〔2026〕27号")
    put_paper(desk, 2, title="关于防汛工作的报告", sender="某市水利局", sender_number="某水报〔2026〕3号")
    put_paper(desk, 3, title="通知书样式100%启用_试行", sender="某市司法局", sender_number_raw="某司 [2026] 第27号")
    put_paper(desk, 4, title="关于举办OA培训的函", sender="某市数据局", sender_number="某数函〔2026〕127号")
    put_paper(desk, 5, title="汛前检查", sender="防灾中心")
    with desk.writing("people.add") as uow:
        uow.add(tables.Unit(name="某市财政局", short_name="市财政局"))
        for name in ("单晓明", "区海鸥", "曾庆"):
            uow.add(tables.Person(name=name))
    return desk


def _found(desk: Desk, words: str) -> set[str]:
    return {hit.number or hit.title for hit in find(desk, words)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("通知", {"2026-1", "2026-3"}),
        ("防汛", {"2026-2"}),
        ("汛", {"2026-2", "2026-5"}),
        ("局", {"2026-1", "2026-2", "2026-3", "2026-4", "某市财政局"}),
        ("查", {"2026-5"}),
        ("防汛工作", {"2026-2"}),
        ("关于 报告", {"2026-2"}),
        ("通知 财政", {"2026-1"}),
        ("汛防", set()),
        ("知书", {"2026-3"}),
        ("关于通知", set()),
        ("2026-5", {"2026-5"}),
        ("oa", {"2026-4"}),
        ("ＯＡ培训", {"2026-4"}),
    ],
)
def test_words(papers: Desk, words: str, expected: set[str]) -> None:
    assert _found(papers, words) == expected


@pytest.mark.parametrize(
    "number", ["某财〔2026〕27号", "某财[2026]27号", "某财（2026）27号", "某财2026 27", "某财【２０２６】27"]
)
def test_numbers_with_any_brackets(papers: Desk, number: str) -> None:
    assert "2026-1" in _found(papers, number)
    assert "2026-4" not in _found(papers, number)


def test_a_number_as_it_was_written_is_found_too(papers: Desk) -> None:
    assert _found(papers, "某司[2026]第27号") == {"2026-3"}


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("txap", "2026-1"),
        ("dxap", "2026-1"),
        ("fxgz", "2026-2"),
        ("FXGZ", "2026-2"),
        ("sxm", "单晓明"),
        ("dxm", "单晓明"),
        ("oho", "区海鸥"),
        ("qho", "区海鸥"),
        ("zq", "曾庆"),
        ("cq", "曾庆"),
        ("czj", "某市财政局"),
        ("oapx", "2026-4"),
    ],
)
def test_pinyin_initials_in_every_reading(papers: Desk, letters: str, expected: str) -> None:
    assert expected in _found(papers, letters)


def test_initials_of_one_letter(papers: Desk) -> None:
    assert {"2026-2", "2026-5"} <= _found(papers, "x")


@pytest.mark.parametrize("nothing", ["", " ", "%", "_", "%%", "*", '"', "〔〕", "'", "--", "，。"])
def test_signs_alone_find_nothing_and_never_break(papers: Desk, nothing: str) -> None:
    assert _found(papers, nothing) == set()


@pytest.mark.parametrize(
    "word", ["100%", "100%启用", "启用_试行", '"通知', "通知*", "通知' OR 1=1 --", "NOT 通知", "通知^"]
)
def test_signs_of_query_languages_are_only_signs(papers: Desk, word: str) -> None:
    found = _found(papers, word)
    assert found <= {"2026-1", "2026-3"}
    if "OR" not in word and "NOT" not in word:
        assert found


def test_percent_and_underscore_are_no_wildcards(papers: Desk) -> None:
    assert _found(papers, "关%通知") == set()
    assert _found(papers, "关_调休") == set()


def test_the_index_follows_every_change(papers: Desk) -> None:
    change_paper(papers, 2, title="关于抗旱工作的报告")
    assert _found(papers, "防汛") == set()
    assert _found(papers, "fxgz") == set()
    assert _found(papers, "抗旱") == {"2026-2"}
    assert _found(papers, "khgz") == {"2026-2"}


def test_a_persons_post_is_found_and_forgotten_with_it(papers: Desk) -> None:
    with papers.writing("post.give") as uow:
        post = uow.add(tables.Post(person_id=1, role="vice_mayor", title="副市长"))
    assert "单晓明" in _found(papers, "副市长")
    with papers.writing("post.correct") as uow:
        uow.change(uow.get(tables.Post, post.id or 0), title="秘书长")
    assert "单晓明" not in _found(papers, "副市长")
    assert "单晓明" in _found(papers, "秘书长")
    with papers.writing("post.delete") as uow:
        uow.delete(uow.get(tables.Post, post.id or 0))
    assert "单晓明" not in _found(papers, "秘书长")


def test_newest_first_and_no_more_than_asked(desk: Desk) -> None:
    for serial in range(1, 31):
        put_paper(desk, serial, title="防汛通知", received_at=f"2026-01-{serial:02d}T09:00:00+08:00")
    hits = find(desk, "防汛", limit=7)
    assert [hit.number for hit in hits] == [f"2026-{n}" for n in range(30, 23, -1)]


def test_pairs_that_lie_apart_do_not_hide_what_comes_after(desk: Desk) -> None:
    """Candidates of the index that do not really hold the word use up places; the search goes on behind them."""
    put_paper(desk, 1, title="甲乙丙", received_at="2026-01-01T09:00:00+08:00")
    for serial in range(2, 130):
        put_paper(desk, serial, title="乙丙和甲乙", received_at="2026-02-01T09:00:00+08:00")
    assert [hit.number for hit in find(desk, "甲乙丙", limit=3)] == ["2026-1"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("关于防汛调休单重行的通知OAoa27〔〕 _%", min_size=1, max_size=12), st.data())
def test_every_part_of_a_title_and_its_first_letters_find_the_paper(
    desk: Desk, title: str, data: st.DataObject
) -> None:
    change_paper(desk, _only_paper(desk), title=title)
    folded = fold(title)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    assert _found(desk, folded[start:end]) == {"2026-1"}
    spelling = data.draw(st.sampled_from(all_initials(folded)))
    assert _found(desk, spelling[start:end]) == {"2026-1"}


def _only_paper(desk: Desk) -> int:
    with desk.reading() as reader:
        found = reader.value("SELECT id FROM incoming")
    return int(found) if found else put_paper(desk, 1)
