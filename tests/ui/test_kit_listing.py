"""The list: any length, marks, columns, cells cut by width, and never a control byte."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.text import cells
from govtui.ui.widgets.columns import Column, share
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Pages, Row
from tests.ui.kit import control_bytes, kit_app, screen_lines, screen_text
from tests.ui.nasty import NASTY

COLUMNS = (
    Column("lamp", "状态", width=6, lamp=True),
    Column("no", "编号", width=6, align="right"),
    Column("title", "标题", flex=1),
    Column("unit", "单位", width=8, hide_below=100),
)


class Counted:
    """A source that counts how often and how much it is asked."""

    def __init__(self, total):
        self.total, self.asked = total, 0

    def count(self):
        return self.total

    def rows(self, start, limit):
        rows = [Row(n, ("正常", str(n), f"第{n}件", "某局")) for n in range(start, min(self.total, start + limit))]
        self.asked += len(rows)
        return rows


def listing_app(source=None, **options):
    return kit_app(lambda: LineList(COLUMNS, source or Counted(50), **options))


async def test_a_long_list_fetches_no_more_rows_than_a_short_one():
    asked = []
    for total in (64, 100_000):
        source = Counted(total)
        app = listing_app(source)
        async with app.run_test() as pilot:
            await pilot.pause()
            asked.append(source.asked)
    assert asked[0] == asked[1] == Pages.SIZE


async def test_end_reaches_the_last_of_a_hundred_thousand_rows():
    source = Counted(100_000)
    app = listing_app(source)
    async with app.run_test() as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "第99999件" in screen_text(app)
        await pilot.press("home")
        await pilot.pause()
        assert "第0件" in screen_text(app)
        assert source.asked <= 4 * Pages.SIZE


async def test_page_keys_keep_the_cursor_row_in_sight():
    app = listing_app(Counted(500))
    async with app.run_test() as pilot:
        listing = app.screen.query_one(LineList)
        for key in ("pagedown", "pagedown", "up", "pagedown", "pageup", "down"):
            await pilot.press(key)
            await pilot.pause()
            assert f"第{listing.cursor}件" in screen_text(app)


async def test_marks_are_kept_in_order_and_chosen_falls_back_to_the_cursor_row():
    app = listing_app()
    async with app.run_test() as pilot:
        listing = app.screen.query_one(LineList)
        assert listing.chosen() == [0]
        await pilot.press("down", "down", "space", "up", "up", "up", "space")
        assert listing.chosen() == [2, 0]
        await pilot.press("shift+down", "shift+down")
        assert listing.chosen() == [2, 0, 1]
        await pilot.press("ctrl+a")
        assert len(listing.marked) == 50
        await pilot.press("ctrl+a")
        assert not listing.marked


async def test_reload_keeps_the_cursor_on_its_row_when_rows_are_inserted_above():
    rows = [Row(n, ("正常", str(n), f"第{n}件", "")) for n in range(20)]
    source = ListSource(rows)
    app = listing_app(source)
    async with app.run_test() as pilot:
        listing = app.screen.query_one(LineList)
        await pilot.press("down", "down", "down")
        source.all = (Row("new", ("今日", "", "新来一件", "")), *rows)
        listing.reload()
        assert listing.current.id == 3
        source.all = ()
        listing.reload()
        assert listing.current is None
        await pilot.press("down", "space", "enter", "end", "ctrl+a")
        assert "没有内容" in screen_text(app)


async def test_lamps_carry_their_word_and_numbers_stand_right():
    app = listing_app(ListSource([Row(1, ("超期", "7", "甲", "")), Row(2, ("临期", "1234", "乙", ""))]))
    async with app.run_test() as pilot:
        await pilot.pause()
        lines = screen_lines(app)
        assert "● 超期      7 甲" in lines[3]
        assert "● 临期   1234 乙" in lines[4]


async def test_wide_cells_are_cut_at_a_cell_boundary_with_an_ellipsis():
    app = listing_app(ListSource([Row(1, ("正常", "1", "长" * 100, ""))]))
    async with app.run_test() as pilot:
        await pilot.pause()
        line = screen_lines(app)[3]
        assert cells(line) == 80
        assert "长…" in line


async def test_ascii_terminals_get_no_ambiguous_signs_from_the_kit():
    app = kit_app(lambda: LineList(COLUMNS, Counted(500)), ascii=True)
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        text = screen_text(app)
        assert "* 正常" in text
        assert not set(text) & set("●…─│▁▂▃▄▅▆▇█▌┌└→↑↓")


@pytest.mark.parametrize("width", range(20, 140, 7))
def test_columns_fill_the_width_exactly(width):
    shares = share(COLUMNS, width)
    assert sum(room for _, _, room in shares) + len(shares) - 1 == max(width, 6 + 6 + 1 + 2)
    assert (3 in [at for at, _, _ in shares]) == (width >= 100)


@pytest.mark.parametrize("text", NASTY)
async def test_nasty_cells_are_shown_without_control_bytes_or_crash(text):
    rows = [Row(n, (text, text, text, text)) for n in range(3)]
    app = kit_app(lambda: LineList((Column("t", text, flex=1), *COLUMNS[1:]), ListSource(rows), empty=text))
    async with app.run_test() as pilot:
        await pilot.press("down", "space", "enter")
        await pilot.pause()
        for line in screen_lines(app):
            assert not control_bytes(line)
        assert app.is_running
        if text.startswith("通知"):
            assert "通知[/b]" in screen_text(app)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(), max_size=60), min_size=4, max_size=4), width=st.integers(20, 120))
async def test_any_unicode_gives_lines_of_the_exact_width_without_control_bytes(texts, width):
    app = listing_app(ListSource([Row(1, tuple(texts))]))
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        strip = app.screen.query_one(LineList).render_line(1)
        assert strip.cell_length == app.screen.query_one(LineList).size.width
        assert not control_bytes(strip.text)
