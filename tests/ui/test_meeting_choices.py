"""The field 会议决定 of a paper: decisions of signed minutes are offered, and what is written by hand stands."""

import pytest

from govtui.services.desk import Desk
from govtui.services.documents.outgoing import drafting, listing
from govtui.ui.desk import desk_app
from tests.offices import Office, small_office
from tests.services.held_meetings import MAYOR, held, signed
from tests.services.papers_out import drafted
from tests.ui.test_outgoing_page import at
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    made = small_office(desk)
    signed(held(made, "executive", MAYOR), MAYOR)
    return made


@pytest.mark.parametrize(
    ("typed", "keys_after", "stored"),
    [
        ("校舍", ("enter",), "市人民政府第3次常务会议 2026-11-20：校舍月底前排查完"),
        ("第1次党组会议、第2次专题会议", (), "第1次党组会议、第2次专题会议"),
    ],
)
async def test_a_decision_is_picked_or_written(
    office: Office, typed: str, keys_after: tuple[str, ...], stored: str
) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(100, 30)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f3", "n")
        await keys.paste("关于校舍安全的通知")
        app.screen.form.focus_field("meeting_ref")  # type: ignore[attr-defined]
        await keys.paste(typed)
        await keys.press(*keys_after, "ctrl+s")
    (row,) = listing.OutgoingList(office.desk, "all").rows(0, 9)
    assert drafting.draft_of(office.desk, row.id).meeting_ref == stored


async def test_a_paper_keeps_its_decision_when_it_is_changed(office: Office) -> None:
    outgoing = drafted(office, meeting_ref="五届第3次常务会议 2026-11-20")
    app = desk_app(office.desk)
    async with app.run_test(size=(100, 30)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("m")
        assert app.screen.form.text("meeting_ref") == "五届第3次常务会议 2026-11-20"  # type: ignore[attr-defined]
        await keys.press("ctrl+s")
    assert drafting.draft_of(office.desk, outgoing).meeting_ref == "五届第3次常务会议 2026-11-20"
