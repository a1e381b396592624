"""Columns and rows of registers as offices keep them: header words, contents, years, and what is no data."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.refusal import Refusal
from govtui.files.columns import apply_overrides, guess_mapping, guess_year, letters, parse_overrides
from govtui.files.fields import INCOMING_FIELDS, PEOPLE_FIELDS, UNIT_FIELDS
from govtui.files.sheet_rows import sheet_rows
from govtui.files.workbooks import Sheet

TITLES = ["关于做好防汛工作有关事项的通知", "关于拨付项目资金的请示事项", "关于商请支持道路建设的来函"]


def sheet_of(*rows, name="Sheet1"):
    return Sheet(name, tuple(tuple(row) for row in rows))


def fields_of(sheet, fields=INCOMING_FIELDS):
    mapping = guess_mapping(sheet, fields)
    return [mapping.columns.get(column) for column in range(max(map(len, sheet.rows)))]


@pytest.mark.parametrize("fields", [INCOMING_FIELDS, PEOPLE_FIELDS, UNIT_FIELDS])
def test_every_label_finds_its_own_field(fields):
    sheet = sheet_of([spec.label for spec in fields], ["x"] * len(fields))
    assert fields_of(sheet, fields) == [spec.id for spec in fields]


@pytest.mark.parametrize("fields", [INCOMING_FIELDS, PEOPLE_FIELDS, UNIT_FIELDS])
def test_ids_are_distinct_and_every_synonym_alone_finds_its_field(fields):
    assert len({spec.id for spec in fields}) == len(fields)
    for spec in fields:
        for word in spec.synonyms:
            assert fields_of(sheet_of([word]), fields) == [spec.id], word


def test_our_own_register_is_understood():
    header = [
        "收文号", "收文日期时间", "来文机关", "来文字号", "标题", "文种", "类别(阅/办)", "密级", "紧急", "份数", "份号",
        "附件", "来文方式", "拟办科室", "承办单位", "办结时限", "现在何处", "办结日期", "结果/复文号", "签收人",
        "归档号", "备注",
    ]  # fmt: skip
    assert fields_of(sheet_of(header)) == [
        "number", "received_at", "sender", "sender_number", "title", "kind", "doc_class", "secrecy", "urgency",
        "copies", "copy_no", "attachments", "channel", "section", "lead_unit", "due_at", "holder", "closed_at",
        "result", "signed_by", "archive_no", "note",
    ]  # fmt: skip


def test_header_below_merged_titles_with_blanks_and_line_breaks_in_it():
    sheet = sheet_of(
        ["测试市人民政府办公室2025年收文登记簿", None, None, None],
        ["填报单位：秘书科", None, None, "日期：2026年1月3日"],
        [],
        ["序 号", "收文\n日期（年.月.日）", "来 文 单 位", "文件标题"],
        [1, "3.5", "测试局", TITLES[0]],
    )
    mapping = guess_mapping(sheet, INCOMING_FIELDS)
    assert mapping.header_row == 3
    assert mapping.columns == {0: "number", 1: "received_at", 2: "sender", 3: "title"}
    assert mapping.year == 2025
    assert mapping.named()["文件标题"] == "title"
    assert mapping.record(sheet.rows[4]) == {"number": 1, "received_at": "3.5", "sender": "测试局", "title": TITLES[0]}


def test_two_header_rows_are_read_together():
    sheet = sheet_of(
        ["收文登记簿"],
        ["序号", "来文", None, "文件", None, "备注"],
        ["序号", "单位", "字号", "标题", "份数", "备注"],
        [1, "测试局", "测办〔2025〕1号", TITLES[0], 1, None],
    )
    mapping = guess_mapping(sheet, INCOMING_FIELDS)
    assert mapping.header_row == 2
    assert list(mapping.columns.values()) == ["number", "sender", "sender_number", "title", "copies", "note"]


def test_the_better_word_wins_and_the_other_column_stays_unknown():
    sheet = sheet_of(["序号", "收文号", "日期", "收文日期", "标题", "领导签名"])
    mapping = guess_mapping(sheet, INCOMING_FIELDS)
    assert mapping.columns == {1: "number", 3: "received_at", 4: "title"}
    assert mapping.unknown == (0, 2, 5)


def test_a_header_that_ends_with_a_known_word_is_taken():
    assert fields_of(sheet_of(["原始来文单位", "文件标题"])) == ["sender", "title"]


def test_a_column_full_of_document_numbers_is_the_number_column():
    rows = [[n, f"测办〔2025〕{n}号", TITLES[n % 3]] for n in range(1, 9)]
    mapping = guess_mapping(sheet_of(["序号", "编号", "标题"], *rows), INCOMING_FIELDS)
    assert mapping.columns == {0: "number", 1: "sender_number", 2: "title"}
    assert mapping.by_content == {1}


def test_a_sheet_without_a_header_is_guessed_from_its_cells():
    rows = [[n, datetime(2025, 3, n), f"测办[2025]{n}号", TITLES[n % 3]] for n in range(1, 9)]
    mapping = guess_mapping(sheet_of(*rows), INCOMING_FIELDS)
    assert mapping.header_row is None
    assert mapping.columns == {1: "received_at", 2: "sender_number", 3: "title"}
    assert mapping.named() == {"第 B 列": "received_at", "第 C 列": "sender_number", "第 D 列": "title"}


def test_web_addresses_are_no_titles():
    rows = [[f"https://example.invalid/zwgk/{n}.html", f"测办〔2025〕{n}号"] for n in range(9)]
    assert fields_of(sheet_of(*rows)) == [None, "sender_number"]


@pytest.mark.parametrize("sheet", [sheet_of(), sheet_of([], []), sheet_of(["随便", "写写"], ["甲", "乙"])])
def test_a_sheet_that_fits_nothing_has_no_columns(sheet):
    mapping = guess_mapping(sheet, INCOMING_FIELDS)
    assert (mapping.header_row, mapping.columns) == (None, {})


def test_people_and_units_use_the_same_eyes():
    people = sheet_of(
        ["序号", "姓 名", "所在单位", "现任职务", "办公电话", "手机号码", "分管部门", "协助联系", "任职时间"]
    )
    assert fields_of(people, PEOPLE_FIELDS) == [
        "rank", "name", "unit", "title", "office_phone", "mobile", "in_charge", "assists", "from_day",
    ]  # fmt: skip
    units = sheet_of(["单位全称", "简称", "单位性质", "编码", "分管领导", "联系副秘书长", "对口科室", "机关代字"])
    assert fields_of(units, UNIT_FIELDS) == [
        "name", "short_name", "category", "code", "in_charge", "assisting", "section", "number_prefix",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "name", "year"),
    [
        (["2025年收文登记簿"], "Sheet1", 2025),
        (["２０２５年度收文登记簿"], "", 2025),
        (["二〇二五年收文登记簿"], "", 2025),
        (["收文登记簿（2025年1-6月）"], "", 2025),
        ([], "2025", 2025),
        ([], "2025年", 2025),
        ([], "收文2025", 2025),
        (["收文登记簿"], "Sheet1", None),
        (["打印日期：2026年1月3日"], "", None),
        (["2024年、2025年收文登记簿"], "", None),
        (["2025年收文登记簿"], "2024", None),
        (["文号：测办〔2025〕3号"], "", None),
        ([], "20251", None),
    ],
)
def test_year_of_a_register(titles, name, year):
    assert guess_year(titles, name) == year


REGISTER = sheet_of(
    ["2025年收文登记簿", None, None, None],
    ["序号", "来文单位", "标题", "份数"],
    [1, "测试局", TITLES[0], 2],
    [None, " ", None],
    ["小 计", None, None, 2],
    ["2025年收文登记簿（续）"],
    ["序号", "来文单位", "标题", "份数"],
    [2, "测试局", "关于合计口径的通知", 3],
    [3, None, None, None],
    ["合", "计", None, 5],
    ["共计 2 件"],
    ["注：以上为纸质件"],
    ["制表人：张三", None, None, "审核：李四"],
    ["第1页 共3页"],
    ["合计", "测试局", "这一行有标题", 1],
)


def test_rows_are_told_apart_and_none_is_lost():
    mapping = guess_mapping(REGISTER, INCOMING_FIELDS)
    rows = list(sheet_rows(REGISTER, mapping, INCOMING_FIELDS))
    assert [row.number for row in rows] == list(range(1, 16))
    kinds = "标题行 表头 数据 空行 合计行 标题行 表头 数据 空行 合计行 合计行 表注 表注 表注 数据"
    assert " ".join(row.kind for row in rows) == kinds
    assert rows[2].record["title"] == TITLES[0]
    assert rows[4].record == {}


@pytest.mark.parametrize(("name", "column"), [("备 注", 3), ("D", 3), ("4", 3), ("d", 3)])
def test_the_clerk_names_a_column_by_header_letter_or_number(name, column):
    sheet = sheet_of(["序号", "来文单位", "标题", "备注"], [1, "甲", "乙", "丙"])
    mapping = apply_overrides(guess_mapping(sheet, INCOMING_FIELDS), sheet, INCOMING_FIELDS, {name: "title"})
    assert mapping.columns == {0: "number", 1: "sender", column: "title"}
    assert mapping.unknown == (2,)


def test_the_clerk_may_name_a_field_by_its_label_or_drop_a_column():
    sheet = sheet_of(["序号", "来文单位", "标题"])
    guessed = guess_mapping(sheet, INCOMING_FIELDS)
    mapping = apply_overrides(guessed, sheet, INCOMING_FIELDS, {"序号": "忽略", "来文单位": "现在何处"})
    assert mapping.columns == {1: "holder", 2: "title"}


@pytest.mark.parametrize(
    ("overrides", "words"),
    [({"没有": "title"}, "没有“没有”这一列"), ({"Z": "title"}, "来文单位"), ({"标题": "nonsense"}, "收文号")],
)
def test_a_wrong_override_says_what_there_is(overrides, words):
    sheet = sheet_of(["序号", "来文单位", "标题"])
    with pytest.raises(Refusal, match=words):
        apply_overrides(guess_mapping(sheet, INCOMING_FIELDS), sheet, INCOMING_FIELDS, overrides)


def test_override_options():
    assert parse_overrides(["来文单位=sender", "a=b=title"]) == {"来文单位": "sender", "a=b": "title"}
    with pytest.raises(Refusal, match="列=字段"):
        parse_overrides(["sender"])


def test_letters_of_columns():
    assert [letters(column) for column in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


CELL = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(),
    st.floats(),
    st.sampled_from(["标题", "合计", "序号", "测办〔2025〕1号"]),
)


@given(st.lists(st.lists(CELL, max_size=6), max_size=12), st.text(max_size=6))
def test_any_sheet_is_answered_and_every_row_counted(rows, name):
    sheet = sheet_of(*rows, name=name)
    mapping = guess_mapping(sheet, INCOMING_FIELDS)
    assert len(set(mapping.columns.values())) == len(mapping.columns)
    told = list(sheet_rows(sheet, mapping, INCOMING_FIELDS))
    assert [row.cells for row in told] == list(sheet.rows)
