"""A mistake in a pack is one exact Chinese sentence: file, key, what is wrong, what is allowed."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.rulebook import Rulebook, RulebookError, load, packs
from govtui.rulebook.loader import read_pack

TEXT = Path(__file__).with_name("linhe-2024.toml").read_text(encoding="utf-8")
WHOLE = (Path(__file__).parents[2] / "govtui/rulebook/packs/chenzhou-2017.toml").read_text(encoding="utf-8")


def refusal(old: str, new: str, text: str = TEXT) -> str:
    """The sentence about the pack in which `old` was replaced once by `new`."""
    assert old in text
    with pytest.raises(RulebookError) as caught:
        read_pack(text.replace(old, new, 1), "甲.toml")
    sentence = caught.value.sentence
    assert sentence.startswith("规则包 甲.toml ")
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("rank = 3, leader", 'rank = "三", leader', ["roles[3].rank", "应为整数", "实际是文字"]),
        ("rank = 3, leader", "rank = true, leader", ["roles[3].rank", "应为整数"]),
        ("rank = 3, leader", "rank = -1, leader", ["roles[3].rank", "最小为 0"]),
        ("rank = 3, leader", "rank = 2, leader", ["roles[3].rank", "“2”重复"]),
        ("rank = 3, leader", "rnak = 3, leader", ["roles[3].rnak", "不是认识的键", "是否应为“rank”"]),
        ('title = "副市长", rank = 3', "rank = 3", ["roles[3]", "缺少必填的键“title”"]),
        ('title = "副市长"', 'title = " "', ["roles[3].title", "是空的"]),
        ('id = "vice_mayor"', 'id = "mayor"', ["roles[3].id", "“mayor”重复"]),
        ('strength = "should"', 'strength = "shuold"', ["rules[2].strength", "shuold", "must、should、may"]),
        ('effect = "block"', 'effect = "stop"', ["rules[3].effect", "block、warn、note"]),
        ('id = "R50c"\narticles', 'id = "R48"\narticles', ["rules[6].id", "“R48”重复"]),
        ('rule = "R50c" }', 'rule = "R50z" }', ["signers[1].rule", "R50z", "在 rules 中没有", "是否应为“R50"]),
        ('release_role = "mayor"', 'release_role = "major"', ["rules[3].release_role", "是否应为“mayor”"]),
        ("articles = [2]", "articles = [9]", ["rules[1].articles", "第 9 条", "1 至 3 条"]),
        ("articles = [2]", "articles = []", ["rules[1].articles", "是空的"]),
        ("articles = [2]", "articles = [1]", ["articles[1]", "procedure = false", "R37"]),
        ('capability = "meetings"', 'capability = "meeting"', ["rules[1].capability", "是否应为“meetings”"]),
        ("number = 2, topic", "number = 4, topic", ["articles[2].number", "应为 2"]),
        ('topic = "依据", procedure = false', 'topic = "依据"', ["articles[1]", "没有规则", "procedure = false"]),
        (
            'direction = "back_to_front", circle_means = "知悉"',
            'direction = "up", circle_means = "知悉"',
            ["reading_orders[1].direction", "front_to_back、back_to_front"],
        ),
        ('doc_class = "批办"', 'doc_class = "阅知"', ["reading_orders[2].doc_class", "重复"]),
        ('classes = ["批办"]', 'classes = ["批半"]', ["routes[1].classes[1]", "在 reading_orders 中没有"]),
        ('"in_charge", "deputy', '"incharge", "deputy', ["routes[1].slots[1]", "是否应为“in_charge”"]),
        ('unit = "minute"', 'unit = "week"', ["deadlines[1].unit", "workday、day、month、hour、minute"]),
        ("amount = 30", "amount = 0", ["deadlines[1].amount", "最小为 1"]),
        (', urgencies = ["特急"] }', " }", ["deadlines[1]", "不带条件", "放在最后"]),
        (
            'says = "其余十五日", rule = "R52"',
            'says = "其余十五日", rule = "R52", kinds = ["函"]',
            ["deadlines[2]", "带有条件"],
        ),
        ('urgencies = ["特急"] }', 'urgencies = ["特級"] }', ["deadlines[1].urgencies[1]", "普通、特急"]),
        ('return_reason = "form"', 'return_reason = "from"', ["intake_checks[1].return_reason", "是否应为“form”"]),
        ('pattern = "收{year}第{serial}号"', 'pattern = "收{year}号"', ["series[1].pattern", "必须有 {serial}"]),
        ('pattern = "收{year}第{serial}号"', 'pattern = "收{serial}{day}"', ["series[1].pattern", "{year}"]),
        ('pattern = "收{year}第{serial}号"', 'pattern = "收{serial"', ["series[1].pattern", "不配对"]),
        ('id = "incoming"', 'id = "receive"', ["series", "没有收文编号"]),
        ('id = "linhe-2024"', 'id = "linhe-2024"\ngrades = ["无", "机密"]', ["grades[2]", "机密", "无、内部"]),
        ('id = "linhe-2024"', 'id = "linhe-2024"\ngrades = ["内部"]', ["grades", "缺少“无”"]),
        ('id = "linhe-2024"', "id = 5", ["id", "应为文字", "实际是整数"]),
        ("issued = 2024-05-06", 'issued = "2024-05-06"', ["issued", "应为日期"]),
        ("issued = 2024-05-06", "issued = 2024-05-06T08:00:00", ["issued", "应为日期", "实际是日期时间"]),
        ("issued = 2024-05-06", "isued = 2024-05-06", ["isued", "是否应为“issued”"]),
        ('place = "临河"\n', "", ["缺少必填的键“place”"]),
        (
            "sessions = [[09:00:00, 17:00:00]]",
            "sessions = [[17:00:00, 09:00:00]]",
            ["office_hours.sessions", "由早到晚"],
        ),
        ("sessions = [[09:00:00, 17:00:00]]", "sessions = [[09:00:00]]", ["office_hours.sessions[1]", "2 项"]),
        ("sessions = [[09:00:00, 17:00:00]]", "sessions = 9", ["office_hours.sessions", "应为列表", "实际是整数"]),
        ('reading_days = 5\nsource = "惯例"', "reading_days = 5", ["circulation", "没有依据", "rule", "source"]),
        ("first_step = false", 'first_step = "no"', ["opinions.first_step", "true 或 false"]),
        ("[consultation]", "[[consultation]]", ["consultation", "应为表", "实际是列表"]),
        ("[[meeting_kinds]]", "[meeting_kinds]", ["meeting_kinds", "应为列表", "实际是表"]),
        ('roles = ["chief_engineer"]', 'roles = "chief_engineer"', ["opinions.roles", "应为列表"]),
        ('roles = ["chief_engineer"]', 'roles = ["chief"]', ["opinions.roles[1]", "在 roles 中没有"]),
    ],
)
def test_each_mistake_names_the_key_and_what_is_allowed(old: str, new: str, parts: list[str]) -> None:
    sentence = refusal(old, new)
    assert not [part for part in parts if part not in sentence], sentence


def test_the_line_on_which_the_entry_begins_is_named() -> None:
    line = TEXT.splitlines().index(next(s for s in TEXT.splitlines() if 'id = "vice_mayor"' in s)) + 1
    assert f"（第 {line} 行起）" in refusal("rank = 3, leader", 'rank = "三", leader')
    block = [i for i, s in enumerate(TEXT.splitlines(), 1) if s == "[[rules]]"][1]
    assert f"（第 {block} 行起）" in refusal('strength = "should"', 'strength = "shuold"')


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('place = "临河"', "place = 临河", ["第 7 行", "不合 TOML 的写法"]),
        ('place = "临河"', 'place "临河"', ["第 7 行", "缺少等号"]),
        ('place = "临河"', 'place = "临河', ["第 7 行", "引号没有配对"]),
        ('place = "临河"', 'place = "临河"\nplace = "乙"', ["第 8 行", "写了两次"]),
        ("[circulation]", "[circulation", ["不合 TOML 的写法"]),
    ],
)
def test_toml_syntax_errors_name_the_line(old: str, new: str, parts: list[str]) -> None:
    sentence = refusal(old, new)
    assert not [part for part in parts if part not in sentence], sentence


def test_a_missing_file_names_the_packs_there_are() -> None:
    with pytest.raises(RulebookError, match="找不到规则包“chenzou-2017”.*chenzhou-2017"):
        load("chenzou-2017")


def test_a_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="是文件夹"):
        load(tmp_path)


def test_gbk_text_is_refused_and_a_byte_order_mark_is_not(tmp_path: Path) -> None:
    pack = tmp_path / "乙.toml"
    pack.write_bytes(TEXT.encode("gbk", "replace"))
    with pytest.raises(RulebookError, match="不是 UTF-8"):
        load(pack)
    pack.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert load(str(pack)).place == "临河"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    pack = tmp_path / "大.toml"
    with pack.open("wb") as out:
        out.truncate(5 * 1024 * 1024)
    with pytest.raises(RulebookError, match="超过 4 MB"):
        load(pack)


def test_every_shipped_pack_loads_under_its_own_name() -> None:
    assert packs()
    assert [load(name).id for name in packs()] == list(packs())


def test_a_rulebook_cannot_be_changed(book: Rulebook) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        book.place = "别处"  # type: ignore[misc]
    with pytest.raises(TypeError):
        book.rules["R1"] = book.rule("R4")  # type: ignore[index]
    with pytest.raises(AttributeError):
        book.roles[0].rank = 9  # type: ignore[misc]


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 40), st.sampled_from(["", "x", "= ", "[", '"', "\n", "9"]))
def test_a_pack_damaged_anywhere_loads_or_is_refused_in_one_sentence(at: int, length: int, put: str) -> None:
    sentence = "规则包 丙.toml 可用。"
    try:
        read_pack(WHOLE[:at] + put + WHOLE[at + length :], "丙.toml")
    except RulebookError as error:
        sentence = error.sentence
    assert sentence.startswith("规则包 丙.toml ")
    assert sentence.endswith("。")
    assert "\n" not in sentence
