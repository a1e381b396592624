"""Hostile texts on 今日, 公文, the forms, 为什么, the search and the prints: shown, never interpreted, never lost."""

from pathlib import Path

import pytest

from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents import circulation, editing, handling, listing, registering, views
from govtui.services.documents.rows import NewIncoming
from govtui.ui.desk import desk_app
from govtui.ui.themes import DARK, LIGHT
from tests.offices import small_office
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled


def fill(desk: Desk) -> list[int]:
    office = small_office(desk)
    ids = []
    for at, text in enumerate(NASTY):
        entry = NewIncoming(
            sender="市财政局",
            sender_id=office.units["市财政局"],
            sender_number=f"{text[:30]}{at}",
            title=f"{at}{text}",
            note=text,
            signer=text[:20],
            attachments=text,
        )
        ids.append(registering.register(desk, entry).id)
    circulation.hand_over(desk, ids)
    for at, one in enumerate(ids[::2]):
        circulation.take_back(desk, [one], opinion=f"{NASTY[at]}。")
    handling.remind(desk, ids[1:4], text=NASTY[0])
    return ids


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
async def test_every_paper_screen_shows_hostile_text_as_text(desk: Desk, size: tuple[int, int], theme: str) -> None:
    fill(desk)
    app = desk_app(desk)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await pilot.press("f3")
        for _ in range(2):
            for key in ("down", "enter", "escape", "?", "escape", "space", "m", "escape", "b", "escape"):
                await pilot.press(key)
                await settled(pilot)
                assert not control_bytes(screen_text(app).replace("\n", ""))
            await pilot.press("]")
        await pilot.press("f2", "]", "]", "down", "enter", "escape")
        await pilot.press("/", *"[/b]")
        await settled(pilot)
        assert not control_bytes(screen_text(app).replace("\n", ""))
        assert app.is_running


async def test_a_bracketed_title_is_on_the_screen_as_typed(desk: Desk) -> None:
    small_office(desk)
    registering.register(desk, NewIncoming(sender="市财政局", title="通知[/b]和[@click=app.quit]点我[/]"))
    app = desk_app(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f3")
        await settled(pilot)
        assert "通知[/b]和[@click=app.quit]点我[/]" in screen_text(app).replace("\n", "")


async def test_typed_and_pasted_rubbish_is_registered_as_text(desk: Desk) -> None:
    small_office(desk)
    app = desk_app(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "n", "c", "z", "j", "enter", "enter")
        await pilot.press(*"[/b]x[@click=app.quit]")
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert listing.PaperList(desk, "all").rows(0, 1)[0].title == "[/b]x[@click=app.quit]"


def test_store_correction_and_prints_keep_the_meaning(desk: Desk, tmp_path: Path) -> None:
    from govtui.files.documents import register, slip

    ids = fill(desk)
    for at, one in enumerate(ids):
        assert views.one_row(desk, one).title == clean(f"{at}{NASTY[at]}")
        entry, version = editing.as_entry(desk, one)
        assert editing.correct(desk, one, version, entry).count == 0
    assert slip.export_slips(desk, ids, tmp_path).rows == len(ids)
    assert register.export_register(desk, register.of_papers(desk, ids), tmp_path).rows == len(ids)
