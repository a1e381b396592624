"""The plain text of a paper read as its parts, its tables measured, its title broken, its red head fitted."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.text import cells
from govtui.files.documents.outgoing.heads import red_size
from govtui.files.documents.outgoing.layout import WIDTH
from govtui.files.documents.outgoing.tables import measures
from govtui.files.documents.outgoing.text import Annex, Paragraph, Table, parts
from govtui.files.documents.outgoing.titles import LINE_CELLS, break_title


def read(body: str, minutes: bool = False) -> list[Any]:
    return list(parts(body, minutes))


def test_levels_are_set_in_their_type() -> None:
    found = read("一、总体要求\n（一）原则。统筹兼顾。\n1. 加强领导。\n（1）细化。\n正文。")
    assert [part.level for part in found] == [1, 2, 3, 4, 0]
    assert found[0] == Paragraph((("一、总体要求", "label"),), 1, True)
    assert found[1].pieces == (("（一）原则。", "kai"), ("统筹兼顾。", "body"))
    assert {font for part in found[2:] for _, font in part.pieces} == {"body"}


def test_a_numbered_point_of_text_is_no_heading() -> None:
    point = "一、原则同意该方案，请认真组织实施，确保质量和安全。"
    assert read(point) == [Paragraph(((point, "body"),), 1)]
    assert read("1.5亿元已经下达。")[0].level == 0


def test_chapters_and_articles_of_regulations() -> None:
    chapter, article = read("第一章　总则\n第一条　为了规范管理，制定本办法。")
    assert chapter.centred
    assert article.pieces[0] == ("第一条", "label")


def test_pasted_cells_become_a_table_with_its_name() -> None:
    body = "前文。\n表1 分工表\n序号\t任务\n1\t甲\n2\n中间。\n项目\t金额\n教育\t12\t\n后文。"
    first, table, middle, second, last = read(body.replace("2\n", "2\t\n"))
    assert table == Table("表1 分工表", (("序号", "任务"), ("1", "甲"), ("2", "")))
    assert second == Table("表2", (("项目", "金额"), ("教育", "12")))
    assert [part.pieces[0][0] for part in (first, middle, last)] == ["前文。", "中间。", "后文。"]


def test_a_number_in_a_tables_name_is_kept_and_counted_on() -> None:
    found = [part.name for part in read("表5 甲\na\tb\nc\td\n间\ne\tf\ng\th") if isinstance(part, Table)]
    assert found == ["表5 甲", "表6"]


def test_trap_a_line_that_only_begins_with_a_tab_is_a_paragraph() -> None:
    assert [type(part) for part in read("\t各单位要认真落实。\n\t二是加强领导。")] == [Paragraph, Paragraph]
    assert [type(part) for part in read("甲\t乙")] == [Paragraph]
    assert [type(part) for part in read("\t某某\na\tb\nc\td")] == [Paragraph, Table]


def test_columns_beyond_what_word_takes_are_joined() -> None:
    (table,) = read("甲\t" * 100 + "\n" + "乙\t" * 100)
    assert len(table.rows[0]) == 60
    assert table.rows[0][-1].count("甲") == 41


@given(st.lists(st.lists(st.text("甲a1，", max_size=40), min_size=3, max_size=3), min_size=2, max_size=6))
def test_columns_always_fill_the_type_area(rows: list[list[str]]) -> None:
    size, widths = measures(Table("表1", tuple(map(tuple, rows))))
    assert sum(widths) == round(WIDTH * 20)
    assert min(widths) > 0
    assert 9 <= size <= 14


def test_annexes_bear_their_mark_and_title() -> None:
    found = read("正文。\n附件\n清单\n内容。\n附件 2\n表格说明\n附件3\n甲\t乙\n1\t2")
    assert [part for part in found if isinstance(part, Annex)] == [
        Annex("附件", "清单"),
        Annex("附件2", "表格说明"),
        Annex("附件3", ""),
    ]


# ── titles and heads ──


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于召开会议的通知", ("关于召开会议的通知",)),
        (
            "某某市人民政府办公室关于进一步优化营商环境促进民营经济高质量发展若干措施的通知",
            ("某某市人民政府办公室", "关于进一步优化营商环境促进", "民营经济高质量发展若干措施的通知"),
        ),
        (
            "某某市人民政府关于2026年度市级重点项目建设计划安排情况的报告",
            ("某某市人民政府关于2026年度", "市级重点项目建设计划安排情况的报告"),
        ),
    ],
)
def test_titles_are_broken_by_meaning(title: str, broken: tuple[str, ...]) -> None:
    assert break_title(title) == broken


TITLES = st.lists(
    st.sampled_from(
        [
            "某某市人民政府",
            "关于",
            "印发",
            "《资金管理办法》",
            "2026年度",
            "实施方案",
            "的",
            "通知",
            "和",
            "长",
            "、",
            "（试行）",
        ]
    ),
    min_size=1,
    max_size=24,
).map("".join)


@given(TITLES)
def test_a_broken_title_loses_nothing_and_fits(title: str) -> None:
    broken = break_title(title)
    assert "".join(broken) == title
    assert all(cells(line) <= LINE_CELLS for line in broken)


@given(TITLES)
def test_no_line_of_a_title_holds_a_single_character(title: str) -> None:
    broken = break_title(title)
    assert len(broken) == 1 or all(cells(line) >= 4 for line in broken)


def test_books_and_numbers_are_never_split() -> None:
    for before in range(1, 14):
        title = "某" * before + "关于印发《某某市市级财政专项资金管理办法》的2026年通知"
        for line in break_title(title):
            assert line.count("《") == line.count("》"), line
            assert not re.search(r"\d$", line), line


@given(st.integers(min_value=1, max_value=60))
def test_a_red_head_is_no_wider_than_the_type_area_and_at_most_22_mm_high(length: int) -> None:
    size, narrow = red_size("某" * length)
    assert size <= 22 * 72 / 25.4
    assert 0.3 < narrow <= 1
    assert size * narrow * length <= WIDTH or size == 12
