"""Journal, reports and settings on the screen."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from govtui.services import people, settings
from govtui.services.acts import ActList, told
from govtui.services.desk import Desk
from govtui.services.documents import handling, registering
from govtui.services.documents.irregular import irregular_papers
from govtui.services.documents.rows import NewIncoming
from govtui.services.numbers import Ledger, ledger_books
from govtui.services.people import UnitValues
from govtui.ui.screens.reports.lists import LedgerSource
from tests.offices import small_office
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import app_on, settled, until


def paper(desk: Desk, title: str, **more: object) -> registering.Registered:
    return registering.register(desk, NewIncoming(sender="市财政局", title=title, **more))  # type: ignore[arg-type]


class TestJournal:
    def test_an_act_is_told_by_labels_with_before_and_after(self, desk: Desk) -> None:
        unit = people.add_unit(desk, UnitValues("市数据局"))
        people.change_unit(desk, unit.id, unit.version, UnitValues("市数据局", phone="0700-1", parent_id=None))
        newest = ActList(desk).rows(0, 1)[0]
        (change,) = told(desk, newest.seq)
        assert (change.noun, change.name, change.op) == ("单位", "市数据局", "修改")
        assert change.fields == (("电话", "", "0700-1"),)

    def test_ids_are_told_as_names_and_days_as_days(self, desk: Desk) -> None:
        office = small_office(desk)
        leader, unit = office.people["顾长风"], office.units["市林业局"]
        people.set_portfolio(desk, [unit], "分管", leader, date(2026, 12, 1))
        (change,) = told(desk, ActList(desk).rows(0, 1)[0].seq)
        fields = {label: after for label, _, after in change.fields}
        assert (fields["单位"], fields["人员"], fields["起"]) == ("市林业局", "顾长风", "2026年12月1日")

    def test_words_and_mine_narrow_the_list(self, desk: Desk) -> None:
        from govtui.services.desk import Actor

        people.add_unit(desk, UnitValues("市数据局"))
        people.add_unit(desk.acting_as(Actor("other", "老王")), UnitValues("市档案局"))
        assert [act.sentence for act in ActList(desk, "档案").rows(0, 9)] == ["增加单位市档案局（部门）"]
        assert [act.actor for act in ActList(desk, "", mine=True).rows(0, 9)] == ["小李"]
        assert ActList(desk, "老王 2026-11-23").count() == 1
        assert ActList(desk, "没有这回事").count() == 0

    async def test_undo_says_the_sentence_and_is_a_new_line(self, desk: Desk) -> None:
        people.add_unit(desk, UnitValues("市数据局"))
        app = app_on(desk, "journal")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("ctrl+z")
            await pilot.pause()
            assert "增加单位市数据局" in screen_text(app)
            await pilot.press("y")
            await until(pilot, lambda: "撤销：增加单位市数据局" in screen_text(app))
            assert "（已撤销）" in screen_text(app)

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_hostile_sentences(self, desk: Desk, size: tuple[int, int]) -> None:
        for at, text in enumerate(NASTY):
            people.add_unit(desk, UnitValues(f"{at}局{text[:50]}", note=text[:200]))
        app = app_on(desk, "journal")
        async with app.run_test(size=size) as pilot:
            await pilot.press("enter", "escape")
            for _ in NASTY:
                await pilot.press("down")
                assert not control_bytes(screen_text(app).replace("\n", ""))
            await pilot.press("f", "[", "/", "b", "enter")
            assert app.is_running


class TestNumbers:
    def test_a_voided_number_keeps_its_reason_and_gaps_stand_in_front(self, desk: Desk) -> None:
        small_office(desk)
        first = paper(desk, "关于一件事的请示")
        paper(desk, "关于另一件事的请示")
        handling.void(desk, first.id, "重复登记")
        with desk.writing("numbers.test") as uow:
            row = ("incoming", 2026, 5, uow.at)
            uow.insert_many("number_ledger", ("series", "year", "serial", "at"), [row])
            uow.say("补一个号")
        (book,) = (one for one in ledger_books(desk) if one.series == "incoming")
        assert (book.numbers, book.void, book.last, book.gaps, book.missing) == (3, 1, 5, ((3, 4),), 2)
        source = LedgerSource(Ledger(desk, "incoming", 2026), book.gaps)
        rows = source.rows(0, 10)
        assert [row.id for row in rows] == [("gap", 3), 5, 2, 1]
        assert rows[3].value.reason == "重复登记"
        assert [row.id for row in source.rows(1, 2)] == [5, 2]
        assert source.count() == 4


class TestReports:
    async def test_the_friday_package_takes_three_keys_at_most(self, desk: Desk) -> None:
        small_office(desk)
        paper(desk, "关于一件事的请示")
        app = app_on(desk, "contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("f7")
            await until(pilot, lambda: "本周收文 1 件" in screen_text(app))
            await pilot.press("enter")
            await until(pilot, lambda: "2026-W48" in screen_text(app) and "已写出" in screen_text(app))
            files = {path.name for path in Path(desk.store.folder()).rglob("*.xlsx")}
            assert {"公文办理周报-2026-W48.xlsx", "收文登记簿-2026-W48.xlsx"} <= files

    async def test_weeks_turn_back_and_not_beyond_this_one(self, desk: Desk) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            page = app.screen
            await pilot.press("right")
            await settled(pilot)
            assert page.week == "2026-W48"  # type: ignore[attr-defined]
            await pilot.press("left", "left")
            await until(pilot, lambda: "2026年第46周" in screen_text(app))
            assert page.monday == date(2026, 11, 23) - timedelta(weeks=2)  # type: ignore[attr-defined]

    def test_R46b_a_paper_sent_to_several_places_is_listed_with_its_reason(self, desk: Desk) -> None:
        small_office(desk)
        paper(desk, "关于一件事的请示", multi_sent=True)
        paper(desk, "关于好事的请示")
        (found,) = irregular_papers(desk, "2026-W48")
        assert found.title == "关于一件事的请示"
        assert found.reasons
        assert irregular_papers(desk, "2026-W47") == ()

    async def test_the_register_of_a_year_and_of_some_days(self, desk: Desk) -> None:
        small_office(desk)
        paper(desk, "关于一件事的请示")
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "enter")
            await until(pilot, lambda: "收文登记簿-2026.xlsx" in screen_text(app))
            await pilot.press("enter", "d")
            await pilot.pause()
            await pilot.press("ctrl+s")
            folder = Path(desk.store.folder())
            await until(pilot, lambda: len(list(folder.rglob("收文登记簿-*.xlsx"))) == 2)

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    @pytest.mark.parametrize("theme", ["light", "16"])
    async def test_hostile_titles(self, desk: Desk, size: tuple[int, int], theme: str) -> None:
        small_office(desk)
        for at, text in enumerate(NASTY):
            paper(desk, f"{text[:200]}的请示{at}", multi_sent=True, late_reason=text[:100])
        app = app_on(desk, "reports", theme=theme, ascii=theme == "16")
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            for _ in range(4):
                await pilot.press("end", "pageup", "pagedown")
                assert not control_bytes(screen_text(app).replace("\n", ""))
                await pilot.press("]")
            assert app.is_running


class TestSettings:
    async def test_a_theme_is_taken_at_once_and_kept_for_this_clerk_only(self, desk: Desk) -> None:
        app = app_on(desk, "settings")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("down", "enter")
            await settled(pilot)
            assert app.theme == "dark"
            assert settings.look(desk) == settings.Look("dark", False)
        from govtui.services.desk import Actor

        assert settings.look(desk.acting_as(Actor("other", "老王"))) == settings.Look()
        assert settings.read(desk)["clerk.小李.theme"] == "dark"

    async def test_all_articles_with_their_rules(self, desk: Desk) -> None:
        app = app_on(desk, "settings")
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("]")
            page = app.screen
            assert page.listing.count == 73  # type: ignore[attr-defined]
            page.listing.cursor = 49  # type: ignore[attr-defined]
            await pilot.pause()
            shown = page.detail.text  # type: ignore[attr-defined]
            held = list(desk.book.articles[49].rules)
            assert held
            assert all(rule in shown for rule in held)

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_every_tab_and_row_can_be_read(self, desk: Desk, size: tuple[int, int]) -> None:
        app = app_on(desk, "settings")
        async with app.run_test(size=size) as pilot:
            for tab in ("look", "rules", "limits", "keys", "desk"):
                app.screen.show_tab(tab)  # type: ignore[attr-defined]
                await pilot.press("end", "home", "pagedown")
                assert app.screen.listing.count > 0  # type: ignore[attr-defined]
                assert not control_bytes(screen_text(app).replace("\n", ""))
