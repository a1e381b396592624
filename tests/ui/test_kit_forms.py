"""Fields and forms: few keys, nothing lost, errors in their reserved line, drafts that come back."""

import pytest
from textual import events

from govtui.domain.refusal import Refusal
from govtui.ui.dialogs.entry import Entry
from govtui.ui.widgets.choices import Choice, among, best
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form
from govtui.ui.widgets.inputs import CnInput, word_start
from tests.ui.kit import control_bytes, kit_app, screen_lines, screen_text, type_text
from tests.ui.nasty import NASTY

PEOPLE = (
    Choice("1", "重庆办事处", "驻外"),
    Choice("2", "长青县政府", "县区"),
    Choice("3", "市林业局", "部门"),
    Choice("4", "市发展和改革委员会", "部门"),
)


def short_fields(**changes):
    return [
        Field("title", "标题", required=True, wide=True, help="照抄全称"),
        Field("unit", "来文单位", kind="pick", source=among(PEOPLE), **changes),
        Field("urgency", "紧急程度", kind="choice", choices=("普通", "加急", "特急")),
        Field("copies", "份数", kind="number", default="1"),
        Field("note", "备注", kind="multiline", rows=2),
        Field("public", "公开", kind="bool"),
    ]


def form_app(fields=None):
    return kit_app(lambda: Form(fields or short_fields()))


async def paste(pilot, text):
    pilot.app.screen.focused.post_message(events.Paste(text))
    await pilot.pause()


# -- one field


async def test_a_paste_of_several_lines_loses_nothing():
    app = form_app()
    async with app.run_test() as pilot:
        await paste(pilot, "第一行\n第二行\r\n第三行")
        assert app.screen.query_one(Form).text("title") == "第一行 第二行 第三行"


async def test_a_paste_with_control_bytes_is_cleaned_and_says_so():
    app = form_app()
    async with app.run_test() as pilot:
        await paste(pilot, "甲\x1b[31m乙\x00丙")
        text = app.screen.query_one(Form).text("title")
        assert [char for char in text if char in "甲乙丙"] == ["甲", "乙", "丙"]
        assert not control_bytes(text)
        assert "控制字符" in screen_text(app)


async def test_undo_takes_back_typing_deleting_and_pasting_step_by_step():
    app = form_app()
    async with app.run_test() as pilot:
        box = app.screen.query_one(CnInput)
        await pilot.press(*"关于召开")
        await paste(pilot, "会议的通知")
        await pilot.press("ctrl+u")
        assert box.value == ""
        await pilot.press("ctrl+z")
        assert box.value == "关于召开会议的通知"
        await pilot.press("ctrl+z")
        assert box.value == "关于召开"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert box.value == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("关于召开（紧急）", "关于召开（紧急"),
        ("关于2026年", "关于2026"),
        ("发〔2026〕15", "发〔2026〕"),
        ("abc def ", "abc "),
        ("会议", ""),
        ("", ""),
    ],
)
def test_deleting_back_stops_where_the_script_changes(text, left):
    assert text[: word_start(text, len(text))] == left


async def test_a_number_is_normalised_on_leaving_and_not_before():
    app = form_app()
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.focus_field("copies")
        await pilot.press("ctrl+u", *"１２")
        assert form.controls["copies"].value == "１２"
        await pilot.press("tab")
        assert form.controls["copies"].value == "12"
        assert form.value("copies") == 12


async def test_choices_are_made_by_arrow_digit_and_initials():
    app = form_app()
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.focus_field("urgency")
        for key, value in (
            ("right", "加急"),
            ("3", "特急"),
            ("j", "加急"),
            ("p", "普通"),
            ("t", "普通"),
            ("left", "特急"),
        ):
            await pilot.press(key)
            assert form.value("urgency") == value, key
        form.focus_field("public")
        await pilot.press("left")
        assert form.value("public") is True


# -- picking


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cq", ["1", "2"]),
        ("zq", ["1", "2"]),
        ("fgw", ["4"]),
        ("fgq", []),
        ("lyj", ["3"]),
        ("发展", ["4"]),
        ("县区", ["2"]),
    ],
)
def test_units_are_found_by_initials_of_every_reading_by_letters_and_by_detail(typed, found):
    assert [choice.id for choice in best(typed, PEOPLE)] == found


async def test_enter_takes_the_first_suggestion_and_goes_on():
    app = form_app()
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.focus_field("unit")
        await pilot.press(*"lyj")
        await pilot.pause()
        assert "市林业局" in screen_text(app)
        await pilot.press("enter")
        assert form.value("unit").id == "3"
        assert form.current == "urgency"
        await pilot.pause()
        assert "部门" not in screen_text(app)


async def test_down_chooses_in_the_list_and_escape_only_closes_it():
    app = form_app()
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.focus_field("unit")
        await pilot.press(*"cq", "down", "enter")
        assert form.value("unit").id == "2"
        form.focus_field("unit")
        await pilot.press("ctrl+u", *"cq", "escape")
        assert form.text("unit") == "cq"
        assert form.current == "unit"


async def test_an_unknown_unit_is_refused_unless_free_text_is_allowed():
    for free in (False, True):
        app = form_app(short_fields(free=free))
        async with app.run_test() as pilot:
            form = app.screen.query_one(Form)
            form.put("title", "甲")
            form.put("unit", "某某公司")
            assert form.check() is free
            await pilot.pause()
            assert ("没有找到“某某公司”" in screen_text(app)) is not free
            assert (form.value("unit") == Choice("", "某某公司")) is free


async def test_several_units_are_picked_one_after_the_other():
    app = form_app(short_fields(many=True))
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.focus_field("unit")
        await pilot.press(*"cq", "enter")
        await type_text(pilot, "、lyj")
        await pilot.press("enter")
        assert [one.id for one in form.value("unit")] == ["1", "3"]
        assert form.current == "unit"
        await pilot.press("enter")
        assert form.current == "urgency"


# -- the form


async def test_errors_stand_in_their_reserved_line_and_nothing_shifts():
    app = form_app()
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        before = {name: control.region for name, control in form.controls.items()}
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "请填写标题" in screen_text(app)
        assert {name: control.region for name, control in form.controls.items()} == before
        await pilot.press("甲")
        await pilot.pause()
        assert "请填写标题" not in screen_text(app)


async def test_enter_goes_through_the_fields_and_saves_at_the_last():
    fields = short_fields()
    fields = [field for field in fields if field.kind != "multiline"]
    saved = []
    app = kit_app(pages=[lambda: Entry("登记", fields, lambda values: saved.append(values) or 7, again=True)])
    async with app.run_test() as pilot:
        await pilot.press("甲", "enter", *"lyj", "enter", "enter", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert saved[0]["title"] == "甲"
        assert saved[0]["unit"].id == "3"
        assert saved[0]["copies"] == 1
        assert "已保存" in screen_text(app)
        form = app.screen.query_one(Form)
        assert form.text("title") == ""
        assert form.value("public") is False
        assert form.current == "title"
        assert form.dirty is False


async def test_a_refusal_is_shown_and_loses_nothing():
    def refuse(values):
        raise Refusal("这个文号今年已经登记过，请核对。")

    app = kit_app(pages=[lambda: Entry("登记", short_fields(), refuse)])
    async with app.run_test() as pilot:
        await pilot.press("甲", "ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "今年已经登记过" in screen_text(app)
        assert app.screen.query_one(Form).text("title") == "甲"
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        assert app.screen.query_one(Form).busy in (True, False)


async def test_a_broken_service_gives_a_numbered_sentence_and_a_private_file(tmp_path):
    def broken(values):
        secret = "机密内容"  # noqa: F841 - must not reach the file
        raise RuntimeError("内部错误")

    app = kit_app(pages=[lambda: Entry("登记", short_fields(), broken)], data_dir=tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("甲", "ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (file,) = (tmp_path / "incidents").iterdir()
        assert file.stem in screen_text(app)
        assert file.stat().st_mode & 0o777 == 0o600
        body = file.read_text(encoding="utf-8")
        assert "RuntimeError" in body
        assert "机密内容" not in body.replace('secret = "机密内容"', "")
        assert app.screen_stack[0].query_one(Form).text("title") == "甲"


async def test_saving_twice_quickly_hands_over_once():
    handed = []
    app = form_app()

    def hook(message):
        if isinstance(message, Form.Submitted) and message not in handed:
            handed.append(message)

    async with app.run_test(message_hook=hook) as pilot:
        form = app.screen.query_one(Form)
        await pilot.press("甲", "ctrl+s", "ctrl+s")
        await pilot.pause()
        assert len(handed) == 1
        form.refused("重复", "title")
        await pilot.pause()
        assert form.error("title") == "重复"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(handed) == 2


class Shelf:
    """Drafts in memory."""

    def __init__(self):
        self.kept = {}

    def save(self, form_id, draft):
        self.kept[form_id] = draft

    def load(self, form_id):
        return self.kept.get(form_id)

    def drop(self, form_id):
        self.kept.pop(form_id, None)


async def test_escape_keeps_the_draft_and_the_next_form_brings_it_back():
    shelf = Shelf()
    app = form_app()

    def entry():
        return Entry("登记", short_fields(), lambda values: 1, draft_id="incoming", drafts=shelf)

    async with app.run_test() as pilot:
        app.push_screen(entry())
        await pilot.pause()
        await pilot.press(*"关于", "enter", *"lyj", "enter", "right", "escape")
        await pilot.pause()
        assert shelf.kept["incoming"]["title"] == "关于"
        app.push_screen(entry())
        await pilot.pause()
        form = app.screen.query_one(Form)
        assert (form.text("title"), form.value("unit").id, form.value("urgency")) == ("关于", "3", "加急")
        assert "已带出" in screen_text(app)
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shelf.kept == {}


async def test_a_draft_is_written_within_a_second_or_so_while_typing():
    shelf = Shelf()
    app = kit_app(pages=[lambda: Entry("登记", short_fields(), lambda values: 1, draft_id="incoming", drafts=shelf)])
    async with app.run_test() as pilot:
        await pilot.press(*"关于")
        await pilot.pause(1.3)
        assert shelf.kept["incoming"]["title"] == "关于"


@pytest.mark.parametrize(("answer", "kept"), [("1", True), ("2", False)])
async def test_leaving_with_a_dirty_form_asks(answer, kept):
    shelf = Shelf()
    app = kit_app(pages=[lambda: Entry("登记", short_fields(), lambda values: 1, draft_id="incoming", drafts=shelf)])
    async with app.run_test() as pilot:
        await pilot.press("甲", "ctrl+q")
        await pilot.pause()
        assert "还没有保存" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running
        await pilot.press("f10", answer)
        await pilot.pause()
    assert app.return_code == 0
    assert ("incoming" in shelf.kept) is kept


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_sixteen_fields_fit_and_the_focused_one_is_never_on_the_last_two_rows(size):
    fields = [Field("title", "标题", wide=True)] + [Field(f"f{n}", f"第{n}栏") for n in range(15)]
    app = kit_app(pages=[lambda: Entry("登记", fields, lambda values: 1)])
    async with app.run_test(size=size) as pilot:
        form = app.screen.query_one(Form)
        for _ in fields:
            await pilot.pause()
            control = form.controls[form.current]
            assert app.screen.region.contains_region(control.region)
            assert form.region.contains_region(control.region)
            assert control.region.y < size[1] - 2
            await pilot.press("down")
        if size[1] >= 24:
            assert form.max_scroll_y == 0


@pytest.mark.parametrize("text", NASTY)
async def test_nasty_labels_values_helps_and_suggestions(text):
    fields = [
        Field("a", text or "甲", help=text, default=text),
        Field("b", "乙", kind="pick", source=lambda _typed: [Choice("1", text, text)], default=Choice("1", text)),
        Field("c", "丙", kind="choice", choices=(text, "丁")),
        Field("d", "戊", kind="multiline", default=text),
    ]
    app = kit_app(pages=[lambda: Entry(text, fields, lambda values: 1)])
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.set_error("a", text)
        form.set_note("b", text)
        form.focus_field("b")
        await pilot.press("x")
        await pilot.pause()
        for line in screen_lines(app):
            assert not control_bytes(line)
        await pilot.press("enter", "right", "ctrl+s")
        await pilot.pause()
        assert app.is_running


async def test_labels_of_eight_characters_are_shown_whole():
    app = form_app([Field("a", "拟办意见回复时限"), Field("b", "乙")])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "拟办意见回复时限" in screen_text(app)


# -- the list over two columns

LONG_NAMES = [
    Choice("1", "某某市发展和改革委员会", "部门"),
    Choice("2", "某市卫生健康和疾病预防控制委员会", "部门"),
    Choice("3", "某2026年专班A组办公室", "临时机构"),
]


@pytest.mark.parametrize("size", [(80, 24), (81, 24), (97, 24), (120, 36)])
@pytest.mark.parametrize("place", range(3))
async def test_names_in_the_list_stay_whole_over_fields_in_two_columns(size, place):
    fields = [Field(f"f{n}", "栏目", kind="pick", source=among(LONG_NAMES)) for n in range(12)]
    app = form_app(fields)
    async with app.run_test(size=size) as pilot:
        app.screen.query_one(Form).focus_field(f"f{place}")
        await pilot.press("某")
        await pilot.pause()
        painted = screen_text(app).replace(" ", "")
        for choice in LONG_NAMES:
            assert choice.label in painted, choice.label


# -- keys that arrive together


def burst(app, *keys):
    """Keys as a slow line brings them: all at once, before the first is dealt with."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_letters_that_arrive_together_with_enter_stand_in_the_field_behind_it():
    app = form_app([Field("one", "甲"), Field("two", "乙"), Field("three", "丙"), Field("note", "注")])
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        burst(app, "标", "题", "enter", "住", "房", "tab", "丁", "up", "己", "down", "戊")
        await pilot.pause(0.2)
        await pilot.press("z")
        assert [form.text(name) for name in ("one", "two", "three")] == ["标题", "住房己", "丁戊z"]


async def test_a_pick_and_what_is_typed_right_behind_it_arrive_together():
    app = form_app([Field("unit", "单位", kind="pick", source=among(PEOPLE)), Field("two", "乙"), Field("note", "注")])
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        burst(app, *"lyj", "enter", "乙")
        await pilot.pause(0.2)
        assert form.value("unit").label == "市林业局"
        assert form.text("two") == "乙"
