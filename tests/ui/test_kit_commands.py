"""The registry: ids, twins, forbidden keys, and a way without letters for everything."""

import importlib
import pkgutil

import pytest
from textual.widget import Widget

import govtui.ui
from govtui.ui.commands import FORBIDDEN_KEYS, REGISTRY, Command, Commanding, Registry, is_letter, key_name
from tests.ui.kit import kit_app, screen_text


@pytest.fixture(scope="module")
def commands() -> list[Command]:
    for module in pkgutil.walk_packages(govtui.ui.__path__, "govtui.ui."):
        importlib.import_module(module.name)
    return list(REGISTRY)


def test_no_command_uses_a_key_that_terminals_or_input_methods_take(commands):
    bad = [(c.id, key) for c in commands for key in c.all_keys if key in FORBIDDEN_KEYS]
    assert len(commands) > 20
    assert bad == []


def test_every_letter_command_has_another_way(commands):
    lonely = [c.id for c in commands if any(map(is_letter, c.keys)) and all(map(is_letter, c.keys)) and not c.palette]
    assert lonely == []


def test_every_command_says_what_it_does(commands):
    assert [c.id for c in commands if not (c.label and c.help.endswith("。") and c.action and c.where)] == []


def test_signs_are_bound_with_their_full_width_twins():
    find = Command("t.find", "找", "找。", ("/", "?"), "find")
    assert find.all_keys == (
        "slash",
        "ideographic_comma",
        "fullwidth_solidus",
        "question_mark",
        "fullwidth_question_mark",
    )
    assert find.shown_keys == "/ ?"


def test_every_twin_is_the_name_that_textual_gives_the_character():
    from textual.keys import _character_to_key

    twins = {
        "、": "/",
        "／": "/",
        "？": "?",
        "。": ".",
        "，": ",",
        "＋": "+",
        "－": "-",
        "＊": "*",
        "【": "[",
        "】": "]",
        "「": "[",
    }
    for char, sign in twins.items():
        assert _character_to_key(char) in Command("t", "t", "t", (sign,), "t").all_keys, char


@pytest.mark.parametrize(
    ("key", "shown"), [("ctrl+s", "Ctrl+S"), ("f10", "F10"), ("space", "空格"), ("n", "n"), ("shift+up", "Shift+上")]
)
def test_keys_are_named_as_clerks_read_them(key, shown):
    assert key_name(key) == shown


def test_one_id_cannot_stand_for_two_commands():
    registry = Registry()
    registry.add(Command("a", "甲", "甲。", ("f2",), "a"))
    with pytest.raises(ValueError, match="two commands"):
        registry.add(Command("a", "乙", "乙。", ("f2",), "a"))


def test_the_manual_page_lists_every_command(commands):
    page = REGISTRY.markdown()
    assert all(f"`{c.id}`" in page for c in commands)


class Bell(Commanding, Widget, can_focus=True):
    ACTIONS = (Command("test.ring", "响铃", "响一下。", ("?", "ctrl+y"), "ring", "试验", footer=True),)
    rung = 0

    def action_ring(self) -> None:
        self.rung += 1


@pytest.mark.parametrize("key", ["?", "fullwidth_question_mark", "ctrl+y"])
async def test_each_twin_does_the_command(key):
    app = kit_app(Bell)
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert app.screen.query_one(Bell).rung == 1


async def test_an_office_can_rebind_a_command_and_the_footer_says_so():
    app = kit_app(Bell, keymap={"test.ring": "f12"})
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "F12 响铃" in screen_text(app)
        await pilot.press("f12")
        await pilot.press("ctrl+y")
        assert app.screen.query_one(Bell).rung == 1


@pytest.mark.parametrize("typed", ["xl", "响铃", "响"])
async def test_the_palette_finds_a_command_by_initials_and_by_chinese(typed):
    app = kit_app(Bell)
    async with app.run_test() as pilot:
        bell = app.screen.query_one(Bell)
        await pilot.press("f9", *typed, "enter")
        await pilot.pause()
        assert bell.rung == 1


async def test_help_lists_the_keys_of_the_focused_place():
    app = kit_app(Bell)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "响一下" in screen_text(app)
        await pilot.press("escape")
        assert "响一下" not in screen_text(app)
