"""The app around the pages: start, switching, services in threads, dialogs, failures, the four looks."""

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from govtui.domain.refusal import Refusal
from govtui.domain.text import cells
from govtui.ui import work
from govtui.ui.dialogs.ask import Answer, Ask
from govtui.ui.dialogs.ask_text import AskText
from govtui.ui.dialogs.chooser import Find, Pick
from govtui.ui.dialogs.entry import Entry
from govtui.ui.dialogs.message import Notice
from govtui.ui.dialogs.progress import Progress
from govtui.ui.dialogs.reading import Reading
from govtui.ui.dialogs.why import Why
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Detail, Fact, Grid, Para, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.plain import Plain
from tests.ui.kit import control_bytes, kit_app, page_of, screen_lines, screen_text
from tests.ui.nasty import NASTY

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "openpyxl", "xlsxwriter", "docx", "pypinyin", "chinese_calendar")


def rows(count=30):
    return ListSource([Row(n, ("正常", f"第{n}件"), n) for n in range(count)])


def panes():
    columns = (Column("lamp", "灯", width=6, lamp=True), Column("t", "标题", flex=1))
    return MasterDetail(LineList(columns, rows()), Detail(empty="没有选中"))


# -- start and pages


def test_nothing_heavy_is_imported_before_the_first_paint():
    code = (
        "import asyncio, sys; from tests.ui.kit import kit_app; from govtui.ui.widgets.plain import Plain\n"
        "async def main():\n"
        "    app = kit_app(lambda: Plain('甲'))\n"
        "    async with app.run_test() as pilot:\n"
        "        await pilot.pause()\n"
        f"        print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "asyncio.run(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


async def test_what_waits_for_the_first_paint_runs_in_another_thread():
    ran = threading.Event()
    where = []
    app = kit_app(
        lambda: Plain("甲"),
        after_first_paint=(lambda: 1 / 0, lambda: where.append(threading.current_thread().name), ran.set),
    )
    async with app.run_test() as pilot:
        await pilot.pause()
        assert await asyncio.to_thread(ran.wait, 5)
        assert where == ["preload"]


async def test_pages_are_made_when_first_seen_and_a_form_left_open_is_still_there():
    made = []

    def maker(name):
        def make():
            made.append(name)
            return page_of(lambda: Plain(name))()

        return make

    app = kit_app(pages=[maker("甲页"), maker("乙页")])
    async with app.run_test() as pilot:
        assert made == ["甲页"]
        app.push_screen(Entry("登记", [Field("t", "标题")], lambda values: 1))
        await pilot.pause()
        await pilot.press("关", "f3")
        await pilot.pause()
        assert made == ["甲页", "乙页"]
        assert "乙页" in screen_text(app)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen.query_one(Form).text("t") == "关"


async def test_a_form_saved_while_another_page_is_seen_closes_when_it_is_seen_again():
    go = threading.Event()
    answers = []
    app = kit_app(lambda: Plain("甲"), pages=[page_of(lambda: Plain("甲")), page_of(lambda: Plain("乙"))])
    async with app.run_test() as pilot:
        app.push_screen(Entry("登记", [Field("t", "标题")], lambda values: go.wait(5)), answers.append)
        await pilot.pause()
        await pilot.press("关", "ctrl+s", "f3")
        go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert answers == []
        await pilot.press("f2")
        await pilot.pause(0.1)
        assert answers == [True]
        assert not app.screen.query(Form)


async def test_the_heading_says_office_day_person_and_that_the_program_is_not_for_secrets():
    app = kit_app(lambda: Plain("甲"), day_word=lambda day: "工作日", demonstration=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = screen_lines(app)[0]
        for word in ("青川市人民政府办公室", "2026-11-23 周一 工作日", "演示数据", "非涉密", "陈某"):
            assert word in first
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "严禁录入国家秘密" in screen_lines(app)[0]


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (20, 5), (1, 1)])
async def test_a_small_window_asks_to_be_enlarged_and_loses_nothing(size):
    app = kit_app(pages=[lambda: Entry("登记", [Field("t", "标题")], lambda values: 1)])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("关")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size[0] >= 20:
            assert "请放大到" in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "请放大到" not in screen_text(app)
        assert app.screen.query_one(Form).text("t") == "关"


@pytest.mark.parametrize("theme", ["light", "dark", "16", "contrast"])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_look_paints_lines_of_the_full_width(theme, ascii):
    app = kit_app(panes, theme=theme, ascii=ascii)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("space", "f9")
        await pilot.pause()
        assert {cells(line) for line in screen_lines(app)} == {120}


def test_no_command_writes_a_picture_of_the_screen():
    app = kit_app(lambda: Plain("甲"))
    assert list(app.get_system_commands(None)) == []
    assert app.ENABLE_COMMAND_PALETTE is False


# -- panes


async def test_detail_stands_beside_the_list_where_there_is_room_and_in_its_place_where_not():
    app = kit_app(panes)
    async with app.run_test(size=(80, 24)) as pilot:
        both = app.screen.query_one(MasterDetail)
        both.detail.show("某件", [Fact("现在何处", "文秘科")])
        assert not both.detail.display
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "现在何处" in screen_text(app)
        assert "第1件" not in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert both.listing.has_focus
        assert both.listing.current.id == 1
        assert "现在何处" not in screen_text(app)
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert "现在何处" in screen_text(app)
        assert "第1件" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert both.detail.has_focus
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "现在何处" in screen_text(app)


async def test_detail_wraps_without_closing_punctuation_at_the_start_of_a_line():
    app = kit_app(lambda: Detail())
    async with app.run_test() as pilot:
        detail = app.screen.query_one(Detail)
        detail.show("标题", [Para("一二三四五六七八九十，" * 20), Grid((("11-20", "登记", "甲乙丙丁，" * 30),))])
        await pilot.pause()
        lines = [line.strip() for line in detail.text.split("\n")]
        assert len(lines) > 8
        assert not [line for line in lines if line[:1] in set("，。；：）》")]


# -- services


async def test_a_refusal_is_a_sentence_and_the_page_goes_on():
    app = kit_app(panes)

    def refuse():
        raise Refusal("这件已办结，不能再交办。")

    async with app.run_test() as pilot:
        work.run(app.screen, refuse)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "不能再交办" in screen_text(app)
        await pilot.press("down")
        assert app.screen.query_one(LineList).cursor == 1


async def test_a_long_refusal_waits_in_a_dialog_until_it_was_read():
    app = kit_app(panes)

    def refuse():
        raise Refusal("这件公文已经办结，" * 12)

    async with app.run_test() as pilot:
        work.run(app.screen, refuse)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Notice)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, Notice)


async def test_a_newer_search_throws_the_older_answer_away():
    gate = threading.Event()
    answers = []
    app = kit_app(panes)

    def search(word):
        if word == "旧":
            gate.wait(5)
        return word

    async with app.run_test() as pilot:
        work.run(app.screen, search, "旧", group="find", on_done=answers.append)
        await pilot.pause()
        work.run(app.screen, search, "新", group="find", on_done=answers.append)
        gate.set()
        await pilot.pause(0.2)
        assert answers == ["新"]


async def test_the_screen_stays_alive_while_a_service_waits_for_a_lock():
    gate = threading.Event()
    app = kit_app(panes)
    async with app.run_test() as pilot:
        work.run(app.screen, gate.wait, 5)
        await pilot.press("down", "down")
        assert app.screen.query_one(LineList).cursor == 2
        gate.set()


async def test_long_work_shows_how_far_it_is_and_stops_in_good_order_on_escape():
    reached = threading.Event()
    results = []

    def job(report, total):
        for done in range(total):
            if not report(done, total):
                return f"停在{done > 0}"
            reached.set()
            time.sleep(0.005)
        return "做完"

    app = kit_app(panes)
    async with app.run_test() as pilot:
        work.run_long(app.screen, "正在导入", job, 2000, on_done=results.append)
        await pilot.pause()
        assert isinstance(app.screen, Progress)
        assert reached.wait(5)
        await pilot.pause(0.3)
        assert "/ 2,000" in screen_text(app)
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert results == ["停在True"]
        assert not isinstance(app.screen, Progress)


async def test_long_work_that_fails_says_why():
    def job(report):
        raise Refusal("不是有效的 Excel 文件。")

    app = kit_app(panes)
    async with app.run_test() as pilot:
        work.run_long(app.screen, "正在导入", job)
        await app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert "不是有效的 Excel 文件" in screen_text(app)


async def test_an_error_in_the_program_ends_it_with_a_numbered_sentence_and_no_traceback(tmp_path, capfd):
    app = kit_app(panes, data_dir=tmp_path)

    def broken():
        password = "密码是一二三"  # noqa: F841 - a local variable that must not be shown
        raise ValueError("".join(["出", "错"]))

    async def use():
        async with app.run_test() as pilot:
            app.call_later(broken)
            await pilot.pause()

    with pytest.raises(ValueError, match="出错"):
        await use()
    (file,) = (tmp_path / "incidents").iterdir()
    said = "".join(capfd.readouterr())
    assert file.stem in said.replace("\n", "")
    assert "Traceback" not in said
    assert "password" not in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert "出错" not in file.read_text(encoding="utf-8")


# -- dialogs


async def answer_of(dialog, *keys):
    answers = []
    app = kit_app(lambda: Plain("甲"))
    async with app.run_test() as pilot:
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
    return answers[0] if answers else "open"


PEOPLE = among([Choice("1", "重庆办事处"), Choice("2", "长青县政府"), Choice("3", "市林业局")])


@pytest.mark.parametrize(
    ("dialog", "keys", "answer"),
    [
        (lambda: Ask("撤销吗？"), ["enter"], "yes"),
        (lambda: Ask("撤销吗？"), ["n"], "no"),
        (lambda: Ask("撤销吗？"), ["right", "enter"], "no"),
        (lambda: Ask("撤销吗？", default="no"), ["enter"], "no"),
        (lambda: Ask("撤销吗？"), ["escape"], None),
        (lambda: Ask("？", answers=(Answer("甲", "a"), Answer("乙", "b"), Answer("丙", "c"))), ["3"], "c"),
        (lambda: AskText("事由"), [*"出差", "enter"], "出差"),
        (lambda: AskText("事由"), ["enter"], "open"),
        (lambda: AskText("事由", required=False), ["enter"], ""),
        (lambda: AskText("事由", usual=("公务出差", "年休假")), [*"nxj", "enter"], "年休假"),
        (lambda: AskText("事由", text="旧"), ["escape"], None),
        (lambda: Pick("单位", PEOPLE), [*"lyj", "enter"], Choice("3", "市林业局")),
        (lambda: Pick("单位", PEOPLE), ["down", "enter"], Choice("2", "长青县政府")),
        (lambda: Pick("单位", PEOPLE), [*"xyz", "enter"], "open"),
        (lambda: Find(lambda text: [Row(1, (text,), text * 2)], (Column("t", "标题", flex=1),)), ["防", "汛"], "open"),
        (lambda: Reading("说明", [Para("甲")]), ["escape"], None),
    ],
)
async def test_dialogs_answer(dialog, keys, answer):
    assert await answer_of(dialog(), *keys) == answer


async def test_find_asks_in_a_thread_and_opens_what_was_chosen():
    answers = []
    threads = set()

    def search(text):
        threads.add(threading.current_thread())
        return [Row(1, (f"{text}通知",), text)]

    app = kit_app(lambda: Plain("甲"))
    async with app.run_test() as pilot:
        app.push_screen(Find(search, (Column("t", "标题", flex=1),)), answers.append)
        await pilot.pause()
        await pilot.press("防", "汛")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "防汛通知" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert answers == ["防汛"]
        assert threading.main_thread() not in threads


class Explained:
    rule, article, strength, effect = "R52", "第五十二条", "must", "block"
    says, sentence, remedy = "三个工作日内办结。", "已超期。", "催办。"
    facts = (("收文", "11-20"), ("时限", "3 个工作日"))
    releaser, last_release, skipped = "秘书长", "", ("10-01 国庆节",)


async def test_why_shows_rule_article_facts_and_who_may_release():
    app = kit_app(lambda: Plain("甲"))
    async with app.run_test(size=(100, 40)) as pilot:
        app.push_screen(Why([Explained()]))
        await pilot.pause()
        text = screen_text(app)
        for word in (
            "三个工作日内办结",
            "第五十二条",
            "R52",
            "必须",
            "不满足则不能办理",
            "秘书长",
            "11-20",
            "国庆节",
            "催办",
        ):
            assert word in text
        app.push_screen(Why([]))
        await pilot.pause()
        assert "规则未明确" in screen_text(app)


@pytest.mark.parametrize("text", NASTY)
async def test_nasty_strings_in_every_dialog_and_line(text):
    explained = type("E", (), dict.fromkeys(("rule", "says", "article", "sentence", "remedy", "releaser"), text))()
    source = among([Choice("1", text, text)])
    dialogs = (
        lambda: Ask(text, title=text, answers=(Answer(text, "a"), Answer("乙", "b"))),
        lambda: AskText(text, title=text, text=text, usual=(text,)),
        lambda: Notice(text),
        lambda: Pick(text, source, hint=text),
        lambda: Find(lambda _typed: [Row(1, (text,))], (Column("t", text, flex=1),), text=text, hint=text),
        lambda: Why([explained], title=text),
        lambda: Reading(text, [Section(text, (Fact(text, text, lamp=True), Grid(((text, text),)), Para(text)))]),
        lambda: Progress(text, lambda report: time.sleep(0.01)),
    )
    app = kit_app(lambda: Plain(text))
    async with app.run_test(notifications=True) as pilot:
        for dialog in dialogs:
            app.push_screen(dialog())
            app.say(text, "warn")
            await pilot.pause()
            for line in screen_lines(app):
                assert not control_bytes(line)
            await pilot.press("escape")
            await app.workers.wait_for_complete()
            await pilot.pause()
        app.screen.status(text, (text, "bad"))
        app.say(text, "bad")
        await pilot.pause()
        assert not control_bytes("".join(screen_lines(app)))
        assert app.is_running
