"""Minutes through the keyboard: text, reviews, the signer whom the rules name, number, issue, publication."""

import pytest

from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.meetings.minutes import composing, signing, views
from govtui.services.meetings.rows import MinutesDetail
from govtui.ui.screens.meetings.minutes import MinutesScreen
from govtui.ui.screens.meetings.minutes_forms import MinutesSignForm
from tests.ui.halls import Hall, app_of, held, shown, special
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled


def begun(found: Hall) -> int:
    return composing.start(found.desk, found.meeting).id


def detail(found: Hall, minutes: int) -> MinutesDetail:
    return views.detail(found.desk, minutes)


async def test_from_the_draft_to_the_issue_minutes_take_at_most_twelve_keys(desk: Desk) -> None:
    found = held(desk, 4, ("市财政局", "市教育局", "市林业局"))
    minutes = begun(found)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("s", "g", "ctrl+s")
        await settled(pilot)
        assert "12 项" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("n", "i", "ctrl+s", "o", "ctrl+s")
        assert keys.count <= 12
    after = detail(found, minutes)
    assert (after.row.state, after.row.signer) == ("已印发", "高远山")
    assert after.row.number
    assert after.row.publicity == "主动公开"
    assert len(after.proposed) == 12


async def test_R44a_somebody_else_is_said_not_to_be_the_signer_and_is_stopped(desk: Desk) -> None:
    found = held(desk)
    minutes = begun(found)
    signing.send(found.desk, minutes)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("g", "ctrl+u", *"lxn", "enter", "tab")
        assert "不在可以签发的人之中" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("ctrl+s")
        assert "为什么不能办" in screen_text(pilot.app)  # type: ignore[arg-type]
    assert detail(found, minutes).row.state == "待签发"


async def test_R44b_where_a_deputy_secretary_general_chaired_the_delegator_stands_as_signer(desk: Desk) -> None:
    found = special(desk, "苏一鸣", ["市财政局"], delegator="沈清河")
    minutes = begun(found)
    signing.send(found.desk, minutes)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        assert "沈清河" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("g")
        assert isinstance(pilot.app.screen, MinutesSignForm)
        assert pilot.app.screen.form.text("signer") == "沈清河"


async def test_R44d_another_leaders_unit_wants_his_review_before_the_signature(desk: Desk) -> None:
    found = special(desk, "沈清河", ["市林业局"])
    minutes = begun(found)
    async with app_of(found.desk).run_test(size=(120, 36)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        text = screen_text(pilot.app)  # type: ignore[arg-type]
        assert "待审核" in text
        assert "还差审核 1 项" in text
        await keys.press("s", "g", "ctrl+s")
        assert "为什么不能办" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("escape", "escape")
        assert detail(found, minutes).row.state == "审核中"
        await keys.press("v", "ctrl+s", "g", "ctrl+s")
    after = detail(found, minutes)
    assert after.row.signer == "沈清河"
    assert all(one.done for one in after.reviews)


async def test_R44d_no_review_is_asked_where_only_the_chairs_own_units_work(desk: Desk) -> None:
    found = special(desk, "沈清河", ["市财政局", "市教育局"])
    minutes = begun(found)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("s")
    assert detail(found, minutes).row.state == "待签发"


async def test_R44c_the_finance_vice_mayor_who_chairs_reviews_by_his_signature(desk: Desk) -> None:
    found = special(desk, "沈清河", ["市财政局"])
    minutes = begun(found)
    async with app_of(found.desk).run_test(size=(120, 36)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("e", "tab", "tab", "tab", "1", "ctrl+s")
        assert detail(found, minutes).fields["finance"]
        assert "签发即审" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("s")
    assert detail(found, minutes).row.state == "待签发"


async def test_a_text_changed_after_the_signature_goes_back_and_a_draft_survives_escape(desk: Desk) -> None:
    found = held(desk)
    minutes = begun(found)
    signing.send(found.desk, minutes)
    signing.sign(found.desk, minutes, found.office.people["高远山"], "同意")
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("e", "tab")
        await keys.paste("会议还强调了安全生产。")
        await keys.press("escape")
        assert detail(found, minutes).row.state == "待编号"
        await keys.press("e")
        assert "会议还强调了安全生产" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("ctrl+s")
    after = detail(found, minutes)
    assert after.row.signed is None
    assert str(after.fields["body"]).startswith("会议还强调了安全生产。")


async def test_a_signature_is_taken_back_with_a_reason_and_the_matters_with_it(desk: Desk) -> None:
    found = held(desk)
    minutes = begun(found)
    signing.send(found.desk, minutes)
    signing.sign(found.desk, minutes, found.office.people["高远山"], "同意")
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("z")
        await keys.type("登记有误")
        await keys.press("enter")
    after = detail(found, minutes)
    assert (after.row.state, {one.state for one in after.proposed}) == ("待签发", {"撤回"})


async def test_writing_anew_asks_first(desk: Desk) -> None:
    found = held(desk)
    minutes = begun(found)
    before = str(detail(found, minutes).fields["body"])
    row = detail(found, minutes).row
    composing.edit(found.desk, minutes, row.version, row.title, "手写的正文")
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("c", "n")
        assert detail(found, minutes).fields["body"] == "手写的正文"
        await keys.press("c", "y")
    assert detail(found, minutes).fields["body"] == before


async def test_why_names_the_article_and_the_print_is_written(desk: Desk) -> None:
    found = held(desk)
    minutes = begun(found)
    async with app_of(found.desk).run_test(size=(120, 36)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("?")
        assert "第四十四条" in screen_text(pilot.app)  # type: ignore[arg-type]
        await keys.press("escape", "p")
        await settled(pilot)
    assert [path.suffix for path in found.desk.exports.iterdir()] == [".docx"]


async def test_R10_another_day_puts_another_signer_there(desk: Desk) -> None:
    from datetime import date

    found = held(desk)
    minutes = begun(found)
    signing.send(found.desk, minutes)
    leave = people.DelegationValues(
        found.office.people["高远山"],
        found.office.people["林向南"],
        from_day=date(2026, 11, 26),
        to_day=date(2026, 11, 26),
        source="市政府通知",
    )
    people.add_delegation(found.desk, leave)
    async with app_of(found.desk).run_test(size=(80, 24)) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        await keys.press("g")
        assert pilot.app.screen.form.text("signer") == "林向南（代高远山）"  # type: ignore[attr-defined]
        await keys.press("ctrl+s")
    assert detail(found, minutes).row.signer == "林向南（代高远山）"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_minutes_are_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    found = held(desk, 1)
    minutes = begun(found)
    row = detail(found, minutes).row
    composing.edit(found.desk, minutes, row.version, NASTY[0] + NASTY[5], "\n".join(NASTY[:-1]), NASTY[2])
    async with app_of(found.desk).run_test(size=size) as pilot:
        keys = await shown(pilot, MinutesScreen(found.desk, minutes))
        for key in ("pagedown", "home", "e", "escape", "s", "g", "escape", "?", "escape", "o", "escape"):
            await keys.press(key)
            assert not control_bytes(screen_text(pilot.app).replace("\n", ""))  # type: ignore[arg-type]
        assert pilot.app.is_running
