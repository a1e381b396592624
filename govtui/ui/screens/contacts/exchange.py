"""Import and export of the address book."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import ComposeResult

from govtui.files.report import ImportReport
from govtui.services.desk import Desk
from govtui.services.documents.rows import QueueCount
from govtui.services.people.importing import Outcome, preview_import
from govtui.ui import work
from govtui.ui.commands import BACK, Command
from govtui.ui.screen import DeskScreen, chips_of
from govtui.ui.screens.deskpage import DeskPage, ReadingList
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.plain import Plain
from govtui.ui.widgets.queues import QueueBar

COLUMNS = (
    Column("state", "结果", 8, lamp=True),
    Column("sheet", "表", 8, style="muted", hide_below=76),
    Column("number", "行", 5, align="right"),
    Column("what", "内容", 16, flex=2),
    Column("reason", "原因和提示", 16, flex=3),
)
STATES = {"imported": ("导入", "good"), "rejected": ("退回", "bad"), "skipped": ("跳过", "muted")}


def export(desk: Desk) -> Path:
    """Write the address book; returns where it lies."""
    from govtui.files.phonebook import export_people

    return export_people(desk).files[0]


def typed_path(text: str) -> Path:
    """A path as typed, pasted or dragged into the terminal."""
    return Path(text.strip().strip("\"'")).expanduser()


def ask_import(page: DeskPage, then: Callable[[ImportReport], None]) -> None:
    """Ask which file, show what it holds, import it on demand."""

    def looked(found: tuple[Path, Sequence[Outcome]]) -> None:
        page.app.push_screen(ImportScreen(page.desk, *found), imported)

    def imported(report: ImportReport | None) -> None:
        if report is not None:
            then(report)

    def named(text: str) -> None:
        work.run_long(page, "正在读取", _look, page.desk, typed_path(text), on_done=looked)

    page.ask("Excel 文件在哪里？可把文件拖进窗口。导入前先预览，不会马上写入。", named, title="导入通讯录")


def _look(report: work.Report, desk: Desk, path: Path) -> tuple[Path, Sequence[Outcome]]:
    from govtui.files.people import read_people

    sheets = read_people(path, progress=report)
    return path, preview_import(desk, [source for sheet in sheets for source in sheet.sources()]).outcomes


def _import(_report: work.Report, desk: Desk, path: Path) -> ImportReport:
    from govtui.files.people import import_people

    return import_people(desk, path)


class ImportScreen(DeskScreen[ImportReport]):
    """What a file would bring, row by row; imports it on demand."""

    ACTIONS = (
        Command(
            "people-import.apply",
            "导入",
            "把能导入的行一批写入，可整批撤销。",
            ("ctrl+s",),
            "apply",
            "导入",
            footer=True,
        ),
        Command(
            "people-import.next",
            "下一栏",
            "换到右边一栏。",
            ("]", "right", "ctrl+right"),
            "tab_by(1)",
            "导入",
            footer=True,
        ),
        Command("people-import.previous", "上一栏", "换到左边一栏。", ("[", "left", "ctrl+left"), "tab_by(-1)", "导入"),
        BACK,
    )
    HELP = "预览：每一行会怎样。退回的行和原因在导入后另存为一个 Excel 文件。"

    def __init__(self, desk: Desk, path: Path, outcomes: Sequence[Outcome]) -> None:
        super().__init__()
        self.desk, self.path, self.outcomes = desk, path, outcomes
        self.tab = "rejected" if any(one.state == "rejected" for one in outcomes) else "all"

    def body(self) -> ComposeResult:
        """A heading, tabs, one list."""
        self.tabs = QueueBar()
        self.listing = ReadingList(COLUMNS, empty="没有这样的行。", markable=False)
        yield Plain(f"导入 {self.path.name}", classes="form-title")
        yield self.tabs
        yield self.listing

    def on_mount(self) -> None:
        """Begin with what is rejected."""
        self.listing.focus()
        self.show_tab(self.tab)
        counts = [(word, self._count(state), pen) for state, (word, pen) in STATES.items()]
        self.status((f"{len(self.outcomes)} 行", "strong"), *chips_of(counts), "Ctrl+S 导入，Esc 放弃")

    def _count(self, state: str) -> int:
        return sum(one.state == state for one in self.outcomes)

    def show_tab(self, tab: str) -> None:
        """Show all rows, or those of one outcome, or those with a hint."""
        self.tab = tab
        lists = {
            "all": list(self.outcomes),
            "rejected": [one for one in self.outcomes if one.state == "rejected"],
            "hints": [one for one in self.outcomes if one.notes],
            "skipped": [one for one in self.outcomes if one.state == "skipped"],
        }
        names = {"all": "全部", "rejected": "退回", "hints": "有提示", "skipped": "跳过"}
        self.tabs.show([QueueCount(key, name, len(lists[key])) for key, name in names.items()], tab)
        self.listing.show(ListSource([_row(at, one) for at, one in enumerate(lists[tab])]))

    def action_tab_by(self, by: int) -> None:
        """The next list."""
        self.show_tab(self.tabs.neighbour(by))

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A list's name was clicked."""
        self.show_tab(event.queue)

    def action_apply(self) -> None:
        """Import what can be imported."""
        if not self._count("imported"):
            self.say("没有可以导入的行", "bad")
            return
        work.run_long(self, "正在导入", _import, self.desk, self.path, on_done=self.close_with)

    def action_back(self) -> None:
        """Give up."""
        self.dismiss(None)


def _row(at: int, one: Outcome) -> Row:
    reason = "；".join(filter(None, (one.reason, *one.notes)))
    shown: Any = (str(value) for value in one.row.fields.values() if value not in (None, ""))
    return Row(at, (STATES[one.state], one.row.sheet, str(one.row.number), " ".join(shown), reason))
