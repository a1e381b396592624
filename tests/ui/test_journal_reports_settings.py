"""Journal, reports and settings on the screen."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import numbers, people, settings
from govtui.services.acts import ActList, told
from govtui.services.desk import Desk
from govtui.services.documents import handling, registering
from govtui.services.documents.irregular import irregular_papers
from govtui.services.documents.outgoing.views import one_row
from govtui.services.documents.rows import NewIncoming
from govtui.services.numbers import Ledger, ledger_books
from govtui.services.people import UnitValues
from govtui.ui.screens.reports.lists import LedgerSource
from tests.offices import small_office
from tests.services.papers_out import issued
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
        source = LedgerSource(Ledger(desk, "incoming", 2026), book)
        rows = source.rows(0, 10)
        assert [row.id for row in rows] == [("gap", 3), 5, 2, 1]
        assert rows[3].value.reason == "重复登记"
        assert [row.id for row in source.rows(1, 2)] == [5, 2]
        assert source.count() == 4

    def test_the_paper_book_stands_behind_the_first_number(self, desk: Desk) -> None:
        numbers.set_start(desk, "gov_issue", 2026, 17, "启用本系统")
        numbers.reserve(desk, "gov_issue", "留用", 3)
        (book,) = (one for one in ledger_books(desk) if one.series == "gov_issue")
        source = LedgerSource(Ledger(desk, "gov_issue", 2026), book)
        assert source.count() == 4
        whole = [row.id for row in source.rows(0, 9)]
        assert whole == [20, 19, 18, "start"]
        for size in (1, 2, 3):
            pages = [row.id for at in range(0, 4, size) for row in source.rows(at, size)]
            assert pages == whole


class TestLedger:
    """The ledger of numbers on the reports page."""

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_every_series_has_a_line_this_year_before_its_first_number(
        self, desk: Desk, size: tuple[int, int]
    ) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=size) as pilot:
            await pilot.press("]", "]")
            shown = screen_text(app)
            assert all(series.name in shown for series in desk.book.outgoing_series)
            assert all(word in shown for word in ("已用", "预留", "作废", "起始", "末号", "缺号", "没有缺号"))
            assert "统一登记号 市政府办公室" in shown

    async def test_numbers_are_set_aside_by_keys(self, desk: Desk) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", "r", "backspace", "2", "tab", "tab", *"留给一号文件", "ctrl+s")
            await until(pilot, lambda: "预留 郴政发〔2026〕1号 至 郴政发〔2026〕2号" in screen_text(app))
            await pilot.press("enter")
            await until(pilot, lambda: screen_text(app).count("留给一号文件") >= 2)

    async def test_next_years_first_number_can_be_set_aside(self, desk: Desk) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", "r", "tab", "right", "tab", *"一号文件", "ctrl+s")
            await until(pilot, lambda: "预留 郴政发〔2027〕1号" in screen_text(app))

    async def test_a_reserved_number_is_voided_with_a_reason_and_a_used_one_is_not(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        small_office(desk)
        paper(desk, "关于一件事的请示")
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", "enter", "x", *"会议取消", "enter")
            await until(pilot, lambda: "作废 郴政发〔2026〕1号：会议取消" in screen_text(app))
            await pilot.press("escape", "end", "enter", "x", *"错了", "enter")
            await until(pilot, lambda: "2026-1 已用于" in screen_text(app))
        assert [row.state for row in numbers.book_rows(desk, "incoming", 2026)] == ["已用"]

    async def test_escape_goes_back_to_the_book_that_was_open(self, desk: Desk) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", "down", "enter", "right")
            assert "2026年 政函" in screen_text(app)
            await pilot.press("escape")
            assert app.screen.listing.current.value.name == "政函"  # type: ignore[attr-defined]
            assert not app.screen.check_action("void_number", ())

    async def test_the_paper_books_last_number_is_told(self, desk: Desk) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("]", "]", "s", *"17", "ctrl+s")
            await until(pilot, lambda: "纸质簿编到第 17 号" in screen_text(app))
            assert "郴政发〔2026〕18号" in screen_text(app)

    async def test_missing_numbers_are_explained_run_by_run(self, desk: Desk) -> None:
        with desk.writing("numbers.test") as uow:
            columns = ("series", "year", "serial", "origin", "at")
            uow.insert_many("number_ledger", columns, [("gov_issue", 2026, n, "导入", uow.at) for n in (3, 6)])
            uow.say("导入")
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]")
            assert "缺号 4，按 m 说明" in screen_text(app)
            await pilot.press("enter", "down", "m", "tab", "tab", *"漏登", "ctrl+s")
            await until(pilot, lambda: "第 4 至 5 号缺号说明：漏登" in screen_text(app))
            await pilot.press("home", "m", "tab", "tab", *"漏登", "ctrl+s")
            await until(pilot, lambda: "第 1 至 2 号缺号说明：漏登" in screen_text(app))
            await pilot.press("home", "m")
            await until(pilot, lambda: "这一本没有缺号" in screen_text(app))
        assert numbers.gap_report(desk) == ()

    async def test_incoming_numbers_are_not_set_aside(self, desk: Desk) -> None:
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", "end", "r")
            await until(pilot, lambda: "不预留" in screen_text(app))

    @pytest.mark.parametrize("key", ["t", "ctrl+e"])
    async def test_the_ledger_is_written(self, desk: Desk, key: str) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", key)
            await until(pilot, lambda: (desk.exports / "文号台账-2026.xlsx").exists())
            await until(pilot, lambda: "文号台账-2026.xlsx" in screen_text(app))

    async def test_undo_tells_that_a_number_is_not_taken_back(self, desk: Desk) -> None:
        numbers.reserve(desk, "gov_issue", "留用")
        app = app_on(desk, "reports")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("]", "]", "ctrl+z")
            await until(pilot, lambda: "号码不收回" in screen_text(app))

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_hostile_reasons(self, desk: Desk, size: tuple[int, int]) -> None:
        numbers.set_start(desk, "gov_issue", 2026, 99, NASTY[0] + "簿")
        for text in NASTY:
            numbers.reserve(desk, "gov_issue", f"{text}留用")
        app = app_on(desk, "reports", ascii=True)
        async with app.run_test(size=size) as pilot:
            await pilot.press("]", "]", "enter")
            for _ in NASTY:
                await pilot.press("down")
                assert not control_bytes(screen_text(app).replace("\n", ""))
            await pilot.press("end", "x", "escape", "m", "left", "escape")
            assert app.is_running


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

    async def test_what_left_in_the_week_stands_on_the_page(self, desk: Desk) -> None:
        made = issued(small_office(desk), title="关于鹮鼯工程的通知")
        app = app_on(desk, "reports")
        async with app.run_test(size=(120, 50)) as pilot:
            await until(pilot, lambda: "本周发文（1）" in screen_text(app))
            assert one_row(desk, made).number in screen_text(app)
            assert "关于鹮鼯工程的通知" in screen_text(app)

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


async def test_R1_a_new_term_is_set_where_the_office_is_told_and_never_goes_back(desk: Desk) -> None:
    async with app_on(desk, "settings").run_test(size=(80, 24)) as pilot:
        await pilot.press("[", "down", "down", "enter", "6", "enter")
        await until(pilot, lambda: numbers.term(desk) == 6)
        await until(pilot, lambda: "第 6 届" in screen_text(pilot.app))
    with pytest.raises(Refusal, match="只能往后改"):
        settings.put_term(desk, "5")
    with pytest.raises(Refusal, match="1 到 99"):
        settings.put_term(desk, "六")
