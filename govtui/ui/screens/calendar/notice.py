"""The State Council's yearly notice: pasted, read, looked at, applied."""

from functools import partial
from typing import Any

from textual.app import ComposeResult

from govtui.domain.clock import WEEKDAYS, short_day
from govtui.domain.workdays.facts import KIND_WORDS
from govtui.services.desk import Desk
from govtui.services.documents.rows import QueueCount
from govtui.services.workdays import MovedDeadline, NoticePreview, PreviewDay, apply_notice, preview_notice
from govtui.ui import work
from govtui.ui.commands import BACK, Command
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screen import DeskScreen, chips_of
from govtui.ui.screens.deskpage import ReadingList
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.plain import Plain
from govtui.ui.widgets.queues import QueueBar

DAY_COLUMNS = (
    Column("day", "日期", 12),
    Column("week", "星期", 4),
    Column("mark", "安排", 4),
    Column("name", "节日", 12, flex=1),
    Column("was", "日历原来", 16),
    Column("change", "变化", 6),
)
MOVED_COLUMNS = (
    Column("way", "变动", 6, lamp=True),
    Column("number", "收文号", 9, align="right"),
    Column("title", "标题", 20, flex=1),
    Column("before", "原时限", 10),
    Column("after", "新时限", 10),
)
PROBLEM_COLUMNS = (Column("problem", "问题", 20, flex=1, style="bad"),)


def day_row(one: PreviewDay) -> Row:
    """One day of a notice as a line."""
    mark = ("休", "good") if one.off else ("班", "warn")
    change = ("改变", "accent") if one.changes else ("不变", "muted")
    was = " ".join(
        filter(None, (KIND_WORDS[one.now.kind], one.now.name if one.now.kind in ("holiday", "makeup") else ""))
    )
    return Row(one.date, (one.date.isoformat(), f"周{WEEKDAYS[one.date.weekday()]}", mark, one.name, was, change))


def moved_row(one: MovedDeadline) -> Row:
    """One paper whose deadline moved as a line."""
    way = ("推后", "good") if one.later else ("提前", "bad")
    days = (short_day(one.before.date()), short_day(one.after.date()))
    return Row((one.noun, one.id), (way, one.number, one.title, *days), one)


class NoticeForm(Entry):
    """Asks the text of a notice; the text stays until the notice was applied."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        fields = [
            Field(
                "text",
                "通知全文",
                "multiline",
                required=True,
                rows=11,
                help="把国务院办公厅的放假通知整段粘贴进来；标题、文号、落款一起粘贴更好。",
            ),
            Field("year", "年份", "number", help="通知里没有写年份时才需要填。"),
        ]
        super().__init__(
            "录入放假通知",
            fields,
            partial(_preview, desk),
            draft_id="calendar.notice",
            drafts=desk.drafts,
        )

    def on_form_submitted(self, event: Form.Submitted) -> None:
        """Read it and show what it says."""
        event.prevent_default()
        self.say("正在辨认……")
        self._values = event.values
        work.run(self, _preview, self.desk, event.values, group="save", on_done=self._show, on_failed=self._refused)

    def _show(self, preview: NoticePreview) -> None:
        self.form.refused()
        self.say("")

        def closed(moved: tuple[MovedDeadline, ...] | None) -> None:
            if moved is not None:
                self.form.saved()
                self.drop_draft()
                self.close_with(moved)

        screen = NoticeScreen(self.desk, preview, self._values["text"], self._values["year"])
        self.app.push_screen(screen, closed)


def _preview(desk: Desk, values: dict[str, Any]) -> NoticePreview:
    return preview_notice(desk, values["text"], values["year"])


class NoticeScreen(DeskScreen[tuple[MovedDeadline, ...]]):
    """What a notice says, what it would change, what is wrong with it; applies it on demand."""

    ACTIONS = (
        Command(
            "notice.apply",
            "采用",
            "按通知更新日历，重算在办公文的期限。",
            ("ctrl+s", "enter"),
            "apply",
            "放假通知",
            footer=True,
        ),
        Command(
            "notice.next",
            "下一栏",
            "换到右边一栏。",
            ("]", "right", "ctrl+right"),
            "tab_by(1)",
            "放假通知",
            footer=True,
        ),
        Command("notice.previous", "上一栏", "换到左边一栏。", ("[", "left", "ctrl+left"), "tab_by(-1)", "放假通知"),
        BACK,
    )
    HELP = "左右键在日子、移动的期限、问题之间切换；有问题的通知不能采用，返回改正文字后再试。"

    def __init__(self, desk: Desk, preview: NoticePreview, text: str, year: int | None) -> None:
        super().__init__()
        self.desk, self.preview, self.notice_text, self.year = desk, preview, text, year
        self.tab = "problems" if preview.notice.problems else "days"

    def body(self) -> ComposeResult:
        """A heading, tabs, one list."""
        notice = self.preview.notice
        self.tabs = QueueBar()
        self.listing = ReadingList(DAY_COLUMNS, markable=False)
        yield Plain(f"{notice.year}年放假通知 {notice.number or ''}".rstrip(), classes="form-title")
        yield self.tabs
        yield self.listing

    def on_mount(self) -> None:
        """Begin with the problems if there are any."""
        self.listing.focus()
        self.show_tab(self.tab)
        days = self.preview.days
        counts = [("休", sum(d.off for d in days), "good"), ("班", sum(not d.off for d in days), "warn")]
        changed = sum(d.changes for d in days)
        later = sum(one.later for one in self.preview.moved)
        moved = [("推后", later, "good"), ("提前", len(self.preview.moved) - later, "bad")]
        self.status((f"{len(days)} 天", "strong"), *chips_of(counts), f"改变 {changed} 天", *chips_of(moved))

    def show_tab(self, tab: str) -> None:
        """Show one of the three lists."""
        self.tab = tab
        lists = {
            "days": (DAY_COLUMNS, [day_row(one) for one in self.preview.days], "没有认出任何日子。"),
            "moved": (MOVED_COLUMNS, [moved_row(one) for one in self.preview.moved], "没有在办公文的期限会因此移动。"),
            "problems": (
                PROBLEM_COLUMNS,
                [Row(at, (problem,)) for at, problem in enumerate(self.preview.notice.problems)],
                "没有问题，可以采用。",
            ),
        }
        names = (("days", "日子"), ("moved", "移动的期限"), ("problems", "问题"))
        self.tabs.show([QueueCount(key, name, len(lists[key][1])) for key, name in names], tab)
        self.listing.columns, rows, self.listing.empty = lists[tab]
        self.listing.show(ListSource(rows))

    def action_tab_by(self, by: int) -> None:
        """The next list."""
        self.show_tab(self.tabs.neighbour(by))

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A list's name was clicked."""
        self.show_tab(event.queue)

    def action_apply(self) -> None:
        """Apply after a question that says what will happen."""
        if self.preview.notice.problems:
            self.show_tab("problems")
            self.say("通知有问题，不能采用；按 Esc 返回改正", "bad")
            return
        moved = len(self.preview.moved)
        question = (
            f"采用{self.preview.notice.year}年放假通知（{len(self.preview.days)} 天），重算 {moved} 件公文的期限？"
        )
        ask_yes(self, question, self._apply, title="采用通知")

    def _apply(self) -> None:
        work.run(
            self, apply_notice, self.desk, self.notice_text, year=self.year, group="write", on_done=self.close_with
        )

    def action_back(self) -> None:
        """Back to the text."""
        self.dismiss(None)


class MovedScreen(DeskScreen[tuple[str, int]]):
    """The deadlines that moved; Enter closes with the paper under the cursor."""

    ACTIONS = (BACK,)
    HELP = "日历变动后移动了期限的公文：推后的时间更宽，提前的要尽快办。回车打开这件公文。"

    def __init__(self, moved: tuple[MovedDeadline, ...]) -> None:
        super().__init__()
        self.moved = sorted(moved, key=lambda one: (one.later, one.after, one.id))

    def body(self) -> ComposeResult:
        """A heading and the list, the earlier ones first."""
        self.listing = LineList(MOVED_COLUMNS, ListSource([moved_row(one) for one in self.moved]), markable=False)
        yield Plain(f"移动了期限的公文（{len(self.moved)} 件）", classes="form-title")
        yield self.listing

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.listing.focus()
        later = sum(one.later for one in self.moved)
        self.status(*chips_of([("提前", len(self.moved) - later, "bad"), ("推后", later, "good")]))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Go to the paper."""
        event.stop()
        if event.row is not None:
            self.dismiss(event.row.id)

    def action_back(self) -> None:
        """Back to the calendar."""
        self.dismiss(None)
