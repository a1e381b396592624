"""The detail pane: nothing that is read lies under its scroll bar."""

from govtui.ui.widgets.detail import Detail, Para
from tests.ui.kit import kit_app, screen_text


async def test_no_character_lies_under_the_scroll_bar_when_a_short_text_gives_way_to_a_long_one() -> None:
    app = kit_app(Detail)
    async with app.run_test(size=(80, 24)) as pilot:
        detail = app.screen.query_one(Detail)
        detail.show("", [Para("短")])
        await pilot.pause()
        detail.show("", [Para("会" * (detail.scrollable_content_region.width // 2 - 1) + "复"), *[Para("行")] * 40])
        await pilot.pause()
        assert detail.show_vertical_scrollbar
        assert "复" in screen_text(app)
