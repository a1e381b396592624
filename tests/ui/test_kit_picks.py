"""Few keys: names as people say them, several in a row, what stands there typed over, what is unwanted thrown away."""

import pytest

from govtui.ui.dialogs.entry import Entry
from govtui.ui.widgets.choices import Choice, best
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form
from tests.ui.kit import kit_app
from tests.ui.test_kit_forms import Shelf, form_app, short_fields


@pytest.mark.parametrize(
    ("typed", "found"),
    [("fgw", "发展和改革委员会"), ("发改委", "发展和改革委员会"), ("jtj", "交通运输局"), ("zjj", "住房和城乡建设局")],
)
def test_the_short_name_that_people_say_finds_the_unit(typed, found):
    names = ["国有资产监督管理委员会", "发展和改革委员会", "交通运输局", "住房和城乡建设局", "财政局"]
    units = [Choice(name, f"澜宁市{name}") for name in names]
    assert [choice.id for choice in best(typed, units)] == [found]


def test_a_name_that_holds_the_letters_side_by_side_comes_before_one_they_shorten():
    units = [Choice("1", "城市综合执法局"), Choice("2", "财政局")]
    assert [choice.id for choice in best("czj", units)] == ["2", "1"]


async def test_a_day_that_stands_there_is_typed_over_and_a_text_is_typed_on():
    fields = [Field("note", "备注", default="甲"), Field("on", "日期", "day", default="2026-11-23")]
    app = form_app(fields)
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        await pilot.press("乙", "tab", *"3.10")
        assert (form.text("note"), form.text("on")) == ("甲乙", "3.10")


async def test_typing_on_behind_a_unit_begins_the_next_one():
    app = form_app(short_fields(many=True))
    async with app.run_test() as pilot:
        form = app.screen.query_one(Form)
        form.focus_field("unit")
        await pilot.press(*"cq", "enter", *"lyj", "enter")
        assert [one.id for one in form.value("unit")] == ["1", "3"]
        await pilot.press("backspace", "局")
        assert [one.id for one in form.value("unit")] == ["1", "3"]


async def test_what_was_typed_can_be_thrown_away_and_does_not_come_back():
    shelf = Shelf()
    app = kit_app()
    async with app.run_test() as pilot:
        app.push_screen(Entry("登记", short_fields(), lambda values: 1, draft_id="incoming", drafts=shelf))
        await pilot.pause()
        await pilot.press("甲")
        app.screen.action_discard()
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert not isinstance(app.screen, Entry)
        assert shelf.load("incoming") is None
