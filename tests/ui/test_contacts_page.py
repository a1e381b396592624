"""The address book on the screen: found by any reading, changed by forms, nothing lost on a refusal."""

from datetime import date

import pytest

from govtui.services import people
from govtui.services.desk import Desk
from govtui.services.people import AbsenceValues, DelegationValues, PersonValues, UnitValues
from govtui.ui.screens.contacts.page import ContactsPage
from govtui.ui.screens.contacts.tabs import BY_ID, TABS
from tests.offices import Office, small_office
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import app_on, settled, until


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


class TestTabs:
    def test_leaders_stand_in_their_order_with_units_in_the_words(self, office: Office) -> None:
        rows = BY_ID["leaders"].rows(office.desk, "", False)
        assert [row.value.name for row in rows] == ["高远山", "林向南", "沈清河", "顾长风", "陆知行", "苏一鸣"]
        assert [row.value.name for row in BY_ID["leaders"].rows(office.desk, "财政", False)] == ["沈清河", "苏一鸣"]

    @pytest.mark.parametrize("typed", ["gcf", "gzf", "长风", "GCF"])
    def test_every_reading_of_a_character_finds_the_person(self, office: Office, typed: str) -> None:
        assert [row.value.name for row in BY_ID["people"].rows(office.desk, typed, False)] == ["顾长风"]

    def test_all_words_must_fit(self, office: Office) -> None:
        assert not BY_ID["people"].rows(office.desk, "gcf 市长助理", False)

    def test_R8a_the_gap_list_names_what_is_missing(self, office: Office) -> None:
        (row,) = BY_ID["gaps"].rows(office.desk, "", False)
        assert row.value.name == "市林业局"
        assert row.cells[-1] == ("分管副市长、协管副秘书长、对应科室", "warn")

    def test_closed_units_are_listed_only_when_asked_for(self, office: Office) -> None:
        unit = people.add_unit(office.desk, UnitValues("市旧局"))
        people.close_unit(office.desk, unit.id, unit.version, date(2026, 11, 1))
        names = [row.value.name for row in BY_ID["units"].rows(office.desk, "", False)]
        assert "市旧局" not in names
        assert "市旧局" in [row.value.name for row in BY_ID["units"].rows(office.desk, "", True)]


class TestPage:
    async def test_filter_as_you_type_then_a_form_gives_the_gap_its_three(self, office: Office) -> None:
        app = app_on(office.desk, "contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            page = app.screen
            assert isinstance(page, ContactsPage)
            page.choose("gaps")
            await pilot.press("z")
            await pilot.pause()
            await pilot.press(*"scf", "backspace", "backspace", "backspace", *"sqh", "enter", *"sym", "enter")
            await pilot.press(*"wmk", "enter", "enter")
            await until(pilot, lambda: app.screen is page)
            await settled(pilot)
            assert page.listing.count == 0
        people_now = people.directory(office.desk)
        unit = office.units["市林业局"]
        assert people_now.in_charge_of(unit, date(2026, 11, 23)).name == "沈清河"  # type: ignore[union-attr]
        assert people_now.serving_section(unit, date(2026, 11, 23)).name == "文秘科"  # type: ignore[union-attr]

    async def test_a_refused_unit_keeps_every_text(self, office: Office) -> None:
        app = app_on(office.desk, "contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            app.screen.choose("units")  # type: ignore[attr-defined]
            await pilot.press("n")
            await pilot.pause()
            form = app.screen.form  # type: ignore[attr-defined]
            form.put("name", "市财政局")
            form.put("note", "很长的备注")
            await pilot.press("ctrl+s")
            await settled(pilot)
            await until(pilot, lambda: "已有名为" in screen_text(app))
            assert form.text("name") == "市财政局"
            assert form.text("note") == "很长的备注"

    async def test_absence_reported_and_returned(self, office: Office) -> None:
        app = app_on(office.desk, "contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            page = app.screen
            page.choose("absences")  # type: ignore[attr-defined]
            await pilot.press("n")
            await pilot.pause()
            await pilot.press(*"gcf", "enter", "enter", "enter", *"+3", "enter", "ctrl+s")
            await until(pilot, lambda: app.screen is page)
            await settled(pilot)
            assert "顾长风" in screen_text(app)
            assert people.absence_lines(office.desk)[0].to_day == date(2026, 11, 26)
            await pilot.press("b")
            await pilot.pause()
            await pilot.press("enter")
            await until(pilot, lambda: not people.absence_lines(office.desk))

    async def test_leaders_in_another_order_from_a_day_on(self, office: Office) -> None:
        app = app_on(office.desk, "contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            page = app.screen
            await pilot.press("down", "down", "o")
            await pilot.pause()
            await pilot.press("down", "down", "d", "ctrl+s")
            await pilot.pause()
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is page)
        names = [line.name for line in people.leader_lines(office.desk)]
        assert names == ["高远山", "林向南", "顾长风", "沈清河", "陆知行", "苏一鸣"]
        before = [line.name for line in people.leader_lines(office.desk, date(2026, 11, 22))]
        assert before[2:4] == ["沈清河", "顾长风"]

    async def test_the_address_book_is_written_and_read_back(self, office: Office) -> None:
        app = app_on(office.desk, "contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("ctrl+e")
            await settled(pilot)
            (path,) = office.desk.store.folder().glob("exports/*.xlsx")
            await pilot.press("i")
            await pilot.pause()
            app.screen.box.set_text(f"'{path}'")  # type: ignore[attr-defined]
            await pilot.press("enter")
            await until(pilot, lambda: type(app.screen).__name__ == "ImportScreen")
            await pilot.pause()
            assert path.name in screen_text(app)
            await pilot.press("escape")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_hostile_texts_on_every_tab(desk: Desk, size: tuple[int, int], theme: str) -> None:
    office = small_office(desk)
    for at, text in enumerate(NASTY):
        name = text[:50]
        people.add_unit(desk, UnitValues(f"{at}局{name}", phone=name, note=text[:200], short_name=name))
        person = people.add_person(desk, PersonValues(f"{at}某{name}", office_phone=name, note=text[:200]))
        people.report_absence(
            desk, AbsenceValues(person.id, date(2026, 11, 20), date(2026, 11, 25), place=text[:200], reason=text[:200])
        )
    boss, second = office.people["高远山"], office.people["林向南"]
    days = (date(2026, 11, 20), date(2026, 11, 27))
    people.add_delegation(desk, DelegationValues(boss, second, *days, source="批示[/b]", scope="[@click=app.quit]"))
    app = app_on(desk, "contacts", theme=theme)
    async with app.run_test(size=size) as pilot:
        for tab in TABS:
            app.screen.choose(tab.id)  # type: ignore[attr-defined]
            await pilot.press("end", "enter", "escape")
            for _ in range(app.screen.listing.count):  # type: ignore[attr-defined]
                await pilot.press("up")
                assert not control_bytes(screen_text(app).replace("\n", ""))
        await pilot.press("left", "left")
        assert app.is_running
        assert "[@click=app.quit]" in screen_text(app)
