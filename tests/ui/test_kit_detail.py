"""The detail pane: nothing that is read lies under its scroll bar."""

from govtui.ui.widgets.detail import Detail, Para
from tests.ui.kit import kit_app, screen_text
from tests.ui.pages import until


async def test_no_character_lies_under_the_scroll_bar_when_a_short_text_gives_way_to_a_long_one() -> None:
    app = kit_app(Detail)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "F10" in screen_text(app))
        detail = app.screen.query_one(Detail)
        detail.show("", [Para("短")])
        await until(pilot, lambda: "短" in screen_text(app))
        full = "会" * (detail.scrollable_content_region.width // 2 - 1) + "复"
        detail.show("", [Para(full), *[Para("行")] * 40])
        await until(pilot, lambda: detail.show_vertical_scrollbar)
        await until(pilot, lambda: "复" in screen_text(app))
