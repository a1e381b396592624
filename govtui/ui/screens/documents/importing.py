"""导入登记簿: choose a file, look at what would happen to every row, import in one batch."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.geometry import Size
from textual.strip import Strip

from govtui.domain.refusal import Stale
from govtui.domain.text import clean, cut, wrap
from govtui.files.documents.register_import import (
    Register,
    import_register,
    preview_register,
    read_register,
)
from govtui.files.documents.register_kinds import INCOMING, RegisterKind
from govtui.files.report import ImportReport
from govtui.services.desk import Desk
from govtui.services.documents.importing import NEW, Preview
from govtui.ui import work
from govtui.ui.commands import BACK, Command
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.message import Notice
from govtui.ui.dialogs.reading import Reading
from govtui.ui.screen import DeskScreen
from govtui.ui.screens.documents.import_files import FilePick
from govtui.ui.screens.documents.import_showing import (
    ALL,
    COLUMN_COLUMNS,
    VerdictSource,
    column_rows,
    columns_of,
    counts,
    mapping_words,
    verdict_parts,
)
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.detail import Detail, Para, Section
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource
from govtui.ui.widgets.paint import Painted, Span, shown
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.plain import Plain
from govtui.ui.widgets.queues import QueueBar

if TYPE_CHECKING:
    from govtui.ui.screens.deskpage import DeskPage

PLACE = "导入登记簿"
_IGNORED = Choice("", "不导入", "这一列不要")


def ask_import(page: "DeskPage", kind: RegisterKind = INCOMING) -> None:
    """Ask for a file, show what importing it would do, and import it when the clerk agrees."""

    def chosen(path: Path | None) -> None:
        if path is not None:
            title = f"正在读取 {cut(clean(path.name), 40)}"
            work.run_long(page, title, _look, page.desk, path, kind, on_done=shown_preview)

    def shown_preview(found: tuple[Register, Preview]) -> None:
        page.app.push_screen(ImportPreview(page.desk, *found), finished)

    def finished(report: ImportReport | None) -> None:
        if report is not None:
            page.refresh_data()
            page.say(_result(report), "good")
            if report.reject_file is not None:
                page.app.push_screen(Notice(f"{_result(report)}\n\n没有导入的行和原因在：\n{report.reject_file}"))

    page.app.push_screen(FilePick(page.desk, kind.name), chosen)


def _look(report: work.Report, desk: Desk, path: Path, kind: RegisterKind) -> tuple[Register, Preview]:
    register = read_register(path, report=report, kind=kind)
    return register, preview_register(desk, register, report)


def _again(report: work.Report, desk: Desk, register: Register) -> Preview:
    return preview_register(desk, register, report)


def _write(report: work.Report, desk: Desk, register: Register, found: Preview) -> ImportReport:
    return import_register(desk, register, found, report)


def _result(report: ImportReport) -> str:
    left = f"，{report.rejected:,} 行没有导入" if report.rejected else ""
    undo = "；Ctrl+Z 可整批撤销" if report.imported else ""
    return f"已导入 {report.imported:,} 件{left}{undo}"


class Summary(Painted):
    """The head of the preview: file and sheets, what each column is taken for, what is assumed."""

    DEFAULT_CSS = "Summary { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[tuple[str, str, int], ...] = ()

    def show(self, texts: Sequence[tuple[str, str, int]]) -> None:
        """Show (text, pen, most lines) one under the other; what does not fit ends in an ellipsis."""
        self._texts = tuple(texts)
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Span]:
        lines: list[Span] = []
        for text, pen, most in self._texts:
            wrapped = wrap(shown(text), width)
            if len(wrapped) > most:
                wrapped = [*wrapped[: most - 1], cut("".join(wrapped[most - 1 :]), width)]
            lines += [(line, pen) for line in wrapped]
        return lines

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """One line each."""
        return len(self._lines(max(8, width)))

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = self._lines(max(8, self.size.width))
        return self.line([lines[y]] if y < len(lines) else [], self.size.width)


class Verdicts(LineList):
    """The rows with their verdicts: Enter imports, so the list offers neither opening nor marking."""

    ACTIONS = (  # type: ignore[assignment]
        Command(
            "import.enter",
            "导入",
            "把新增的行一批写入登记簿，整批可撤销。",
            ("enter",),
            "enter",
            PLACE,
            footer=True,
            palette=False,
        ),
    )

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """What a plain list offers and this one does not."""
        return action not in ("open", "mark", "mark_all")

    def action_enter(self) -> None:
        """Leave it to the screen."""
        self.action_open()


class Rows(MasterDetail):
    """Rows and the cells of one: Enter means importing here, so the detail is opened by another key."""

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Leave Enter to the screen."""
        event.prevent_default()


class ImportPreview(DeskScreen[ImportReport]):
    """What importing would do with every row of a file; nothing is written before the clerk agrees."""

    ACTIONS = (
        Command("import.write", "导入", "把新增的行一批写入登记簿，整批可撤销。", ("ctrl+s",), "write", PLACE),
        Command(
            "import.columns", "对照列", "看每一列当作什么，可以改。", ("m", "ctrl+t"), "columns", PLACE, footer=True
        ),
        Command("import.cells", "原文", "看这一行的原文和将写入的内容。", ("right",), "cells", PLACE, footer=True),
        Command("import.next", "下一类", "换到右边一类的行。", ("]", "ctrl+right"), "status_by(1)", PLACE, footer=True),
        Command("import.previous", "上一类", "换到左边一类的行。", ("[", "ctrl+left"), "status_by(-1)", PLACE),
        Command("import.notes", "说明", "看这次导入的全部说明。", ("?", "ctrl+y"), "notes", PLACE, footer=True),
        BACK,
    )
    HELP = "还没有写入任何内容。回车或 Ctrl+S 导入新增的行；重复和退回的行连同原因另存一张表。m 改列的对照。"

    def __init__(self, desk: Desk, register: Register, found: Preview) -> None:
        super().__init__()
        self.desk, self.register, self.found = desk, register, found
        self.kind = ALL
        self.summary = Summary()
        self.kinds = QueueBar()
        self.listing = Verdicts(columns_of(register.kind), empty="这一类没有行。", markable=False)
        self.detail = Detail(empty="")

    def body(self) -> ComposeResult:
        """Head, verdicts, rows and the cells of one."""
        yield Plain(f"导入预览　{self.register.name}", classes="form-title")
        yield self.summary
        yield self.kinds
        self.rows = Rows(self.listing, self.detail)
        yield self.rows

    def on_mount(self) -> None:
        """Show everything."""
        self.listing.focus()
        self._show()

    def _show(self) -> None:
        tall = self.app.size.height >= 30
        texts = [(self._sheets(), "muted", 1), (mapping_words(self.register), "", 3 if tall else 2)]
        texts += [("；".join(self._warnings()), "warn", 3 if tall else 1)] if self._warnings() else []
        self.summary.show(texts)
        self.show_kind(self.kind)

    def show_kind(self, kind: str) -> None:
        """Show the rows of one verdict."""
        self.kind = kind
        self.kinds.show(counts(self.found), kind)
        self.listing.show(VerdictSource(self.register, self.found, kind))
        self.status((f"读到 {self.found.read:,} 行", "strong"), f"回车导入 {self.found.imported:,} 件", "Esc 不导入")

    def _sheets(self) -> str:
        names = [
            f"{one.sheet.name} {len(one.sheet.rows):,} 行" for one in self.register.sheets if not one.is_classified
        ]
        secret = sum(one.is_classified for one in self.register.sheets)
        parts = ["、".join(names)] if names else []
        parts += [f"{secret} 张疑似涉密，不导入"] if secret else []
        parts += [f"隐藏的 {len(self.register.hidden)} 张不导入"] if self.register.hidden else []
        return "工作表：" + "，".join(parts)

    def _warnings(self) -> list[str]:
        missing = [one.sheet.name for one in self.register.sheets if one.sheet.rows and not one.has_titles]
        named = "、".join(f"“{name}”" for name in missing)
        return [*([f"{named}看不出哪一列是标题，按 m 指定"] if missing else []), *self.found.notices]

    # -- looking ----------------------------------------------------------------------------------------------------

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail with the row under the cursor."""
        if event.row is None:
            self.detail.clear()
            return
        row = event.row.value
        self.detail.show(f"{row.sheet} 第 {row.number} 行", verdict_parts(self.register, row))

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A verdict was clicked."""
        self.show_kind(event.queue)

    def action_status_by(self, by: int) -> None:
        """The verdict to the right or left."""
        self.show_kind(self.kinds.neighbour(by))
        self.listing.focus()

    def action_cells(self) -> None:
        """Read the cells of the row."""
        if self.listing.current is not None:
            self.rows.open_detail()

    def action_notes(self) -> None:
        """Everything that is assumed, and the whole mapping."""
        warnings = [Para(text, "warn") for text in self._warnings()] or [Para("没有需要说明的。")]
        lines = [Para(line) for line in mapping_words(self.register).split("　")]
        sheets = Para(self._sheets())
        parts = [Section("说明", tuple(warnings)), Section("工作表", (sheets,)), Section("列的对照", tuple(lines))]
        self.app.push_screen(Reading("导入说明", parts))

    # -- columns ----------------------------------------------------------------------------------------------------

    def action_columns(self) -> None:
        """Change what a column is taken for."""

        def changed(register: Register | None) -> None:
            if register is not None and register is not self.register:
                self.register = register
                self._preview_again("按新的对照重新预览")

        self.app.push_screen(ColumnsScreen(self.register), changed)

    def _preview_again(self, title: str) -> None:
        work.run_long(self, title, _again, self.desk, self.register, on_done=self._previewed)

    def _previewed(self, found: Preview) -> None:
        self.found = found
        self._show()

    # -- importing --------------------------------------------------------------------------------------------------

    def on_line_list_opened(self, _event: LineList.Opened) -> None:
        """Enter on a row."""
        self.action_write()

    def action_write(self) -> None:
        """Ask once more, then import."""
        new = self.found.counts.get(NEW, 0)
        if not new:
            self.say("没有可以导入的行；] 看各行的原因，m 改列的对照。", "warn")
            return
        rejected = f"，{self.found.rejected:,} 行不导入、另存一张表" if self.found.rejected else ""
        ask_yes(self, f"导入 {new:,} 件{rejected}。确定吗？", self._import, title=f"导入{self.register.kind.name}")

    def _import(self) -> None:
        title = f"正在导入 {cut(self.register.name, 40)}"
        job = (self.desk, self.register, self.found)
        work.run_long(self, title, _write, *job, on_done=self.close_with, on_failed=self._refused)

    def _refused(self, failed: work.Failed) -> None:
        tell: Any = self.app
        tell.complain(failed.sentence)
        if isinstance(failed.refusal, Stale):
            self._preview_again("登记簿有变动，重新预览")

    def action_back(self) -> None:
        """Leave without importing."""
        self.dismiss(None)


class ColumnsScreen(DeskScreen[Register]):
    """What each column is taken for; Enter chooses another field. Esc goes back with the changes."""

    ACTIONS = (BACK,)
    HELP = "每一行是表里的一列。回车选它当作哪个字段，一个字段只能用一次；Esc 返回并重新预览。"

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register
        self.listing = LineList(COLUMN_COLUMNS, empty="表里没有列。", markable=False)

    def body(self) -> ComposeResult:
        """The columns."""
        yield Plain("列的对照　回车改，Esc 返回重新预览", classes="form-title")
        yield self.listing

    def on_mount(self) -> None:
        """Show them."""
        self.listing.show(ListSource(column_rows(self.register)))
        self.listing.focus()
        self.status(("列的对照", "strong"), f"{self.listing.count} 列")

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Choose the field of a column."""
        if event.row is None:
            return
        place, column = event.row.id
        name = self.register.sheets[place].used[column]
        choices = [
            _IGNORED,
            *(Choice(spec.id, spec.label, "、".join(spec.synonyms[1:5])) for spec in self.register.kind.fields),
        ]

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self.register = self.register.with_column(place, column, choice.id)
                self.listing.show(ListSource(column_rows(self.register)), self.listing.cursor)
                kind = self.register.kind
                self.say(f"“{name}”列：{kind.label(choice.id) if choice.id else '不导入'}", "good")

        self.app.push_screen(Pick(f"“{cut(name, 40)}”这一列是", among(choices)), picked)

    def action_back(self) -> None:
        """Back with the changes."""
        self.dismiss(self.register)
