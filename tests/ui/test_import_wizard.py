"""The import wizard by its keys: choose a file, look, change a column, import, undo."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import registering
from govtui.services.documents.rows import NewIncoming
from govtui.ui.desk import desk_app
from govtui.ui.screens.documents.import_files import FilePick
from govtui.ui.screens.documents.importing import ColumnsScreen, ImportPreview
from tests.offices import small_office
from tests.ui.kit import control_bytes, screen_text, type_text
from tests.ui.nasty import NASTY

HEADER = ["收文号", "收文日期", "来文单位", "文件标题", "密级", "记号"]
SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def app(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    small_office(desk)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return desk_app(desk)


@pytest.fixture
def register(tmp_path: Path) -> Callable[..., Path]:
    def save(*rows: list[object], header: list[str] = HEADER, name: str = "老登记簿.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.active.title = "2026年"
        book.active.append(header)
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return save


def line(n: int, **more: object) -> list[object]:
    cells = dict(zip(HEADER, [n, f"2026-11-{n % 20 + 1}", "市财政局", f"关于第{n}件事的通知", "无", "甲"], strict=True))
    return list((cells | more).values())


def papers(desk: Desk) -> int:
    with desk.reading() as reader:
        return int(reader.value("SELECT count(*) FROM incoming"))


async def until(pilot: Any, wanted: Callable[[], bool]) -> None:
    for _ in range(1500):
        await pilot.pause(0.02)
        if wanted():
            await pilot.pause(0.05)
            return
    raise AssertionError(screen_text(pilot.app))


async def open_preview(pilot: Any) -> ImportPreview:
    """From the paper page through the file list to the preview."""
    await pilot.press("f3")
    await pilot.pause(0.1)
    pilot.app.screen.action_import_register()
    await until(pilot, lambda: isinstance(pilot.app.screen, FilePick))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
    screen: ImportPreview = pilot.app.screen
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_from_file_to_register_and_back(app: Any, desk: Desk, register: Any, size: tuple[int, int]) -> None:
    register(*(line(n) for n in range(1, 20)), line(3), line(30, 文件标题=""))
    async with app.run_test(size=size) as pilot:
        await open_preview(pilot)
        shown = screen_text(app)
        for words in ("老登记簿.xlsx", "标题←文件标题", "不导入：记号", "新增 19", "重复 1", "退回 1", "跳过 1"):
            assert words in shown
        await pilot.press("enter")
        await until(pilot, lambda: "导入 19 件" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "未导入.xlsx" in screen_text(app))
        assert papers(desk) == 19
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "Ctrl+Z 可整批撤销" in screen_text(app)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "导入收文登记簿" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: papers(desk) == 0)


async def test_the_same_wizard_takes_outgoing_papers(app: Any, desk: Desk, register: Any) -> None:
    from govtui.files.documents.outgoing.register_import import OUTGOING
    from govtui.ui.screens.documents.importing import ask_import

    names = ["文号", "标题", "签署日期", "废止情况", "记号"]
    paper = ["郴政发〔2017〕1号", "关于某事的通知", "2017-3-10", "废止 郴政发〔2007〕17号", "甲"]
    register(paper, paper, header=names, name="发文登记簿.xlsx")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f3")
        await pilot.pause(0.1)
        ask_import(app.screen, OUTGOING)
        await until(pilot, lambda: isinstance(app.screen, FilePick))
        assert "导入发文登记簿" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        shown = screen_text(app)
        for words in ("郴政发〔2017〕1号", "签发日期←签署日期", "不导入：记号", "新增 1", "重复 1"):
            assert words in shown
        await pilot.press("]", "right")
        await pilot.pause(0.1)
        assert "废止 郴政发〔2007〕17号" in screen_text(app)
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "导入 1 件" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "未导入.xlsx" in screen_text(app))
    with desk.reading() as reader:
        assert reader.value("SELECT group_concat(number) FROM outgoing") == "郴政发〔2017〕1号"


async def test_esc_leaves_without_a_trace(app: Any, desk: Desk, register: Any) -> None:
    register(line(1))
    before = journal.count_acts(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_preview(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ImportPreview))
    assert (papers(desk), journal.count_acts(desk)) == (0, before)


async def test_a_column_is_given_another_meaning_by_keys(app: Any, desk: Desk, register: Any) -> None:
    register(["关于经费的请示", "2026-11-3", "市财政局"], header=["甲", "收文日期", "来文单位"])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_preview(pilot)
        assert "看不出哪一列是标题" in screen_text(app)
        await pilot.press("enter")
        assert papers(desk) == 0
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ColumnsScreen))
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.press(*"bt")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is screen and screen.found.imported == 1)
        assert "标题←甲" in screen_text(app)


async def test_the_row_shows_its_own_cells_and_what_it_becomes(app: Any, desk: Desk, register: Any) -> None:
    register(line(1, 来文单位="财政局（市）", 收文日期="２０２６年１１月３日"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_preview(pilot)
        await pilot.press("]")
        await pilot.pause(0.1)
        assert screen.kind == "新增"
        for words in ("将登记为", "2026-11-03", "通讯录里没有", "表中原文", "２０２６年１１月３日"):
            assert words in screen.detail.text


async def test_a_classified_row_is_not_shown(app: Any, desk: Desk, register: Any) -> None:
    register(line(1, 文件标题="关于某某行动的通知（机密）", 记号="某某行动"), line(2))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_preview(pilot)
        for _ in range(5):
            await pilot.press("down")
            await pilot.pause(0.05)
            assert "某某行动" not in screen_text(app)
            assert "某某行动" not in screen.detail.text
        await pilot.press("m")
        await pilot.pause(0.2)
        assert "某某行动" not in screen_text(app)


async def test_a_paper_registered_meanwhile_leads_to_a_new_preview(app: Any, desk: Desk, register: Any) -> None:
    register(line(1), line(2))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_preview(pilot)
        registering.register(desk, NewIncoming(sender="市财政局", title="关于校舍的请示"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "确定吗" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: screen.found.imported == 1)
        assert papers(desk) == 1


async def test_a_path_is_typed_and_a_wrong_file_is_one_sentence(app: Any, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "坏的").mkdir()
    (tmp_path / "坏的" / "旧.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause(0.1)
        app.screen.action_import_register()
        await until(pilot, lambda: isinstance(app.screen, FilePick))
        assert "附近没有表格文件" in screen_text(app)
        await type_text(pilot, f"{tmp_path}/坏")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "旧.xlsx" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "旧格式 xls" in screen_text(app))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_cells_are_only_text(app: Any, desk: Desk, register: Any, size: tuple[int, int]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    texts = [ILLEGAL_CHARACTERS_RE.sub("", text).encode(errors="ignore").decode() for text in NASTY]
    register(*(line(n, 文件标题=f"通知{text}", 来文单位=text) for n, text in enumerate(texts, 1)), name="[b]簿.xlsx")
    async with app.run_test(size=size) as pilot:
        screen = await open_preview(pilot)
        for _ in range(len(texts) + 1):
            assert not control_bytes(screen_text(app).replace("\n", ""))
            await pilot.press("down")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ColumnsScreen))
        assert not control_bytes(screen_text(app).replace("\n", ""))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("enter")
        await until(pilot, lambda: "确定吗" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: papers(desk) == screen.found.imported)
