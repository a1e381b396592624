"""The figures at the head of 今日: incoming papers, papers that leave, meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from govtui.domain.text import cells, pad
from govtui.ui.widgets.paint import Painted, Span


@dataclass(frozen=True, slots=True)
class Tab:
    """One figure and the list behind it; `noun` is whose rows they are ("" for people), `tone` the pen of a warning."""

    key: str
    name: str
    noun: str
    empty: str
    tone: str = "strong"


LINES: tuple[tuple[str, tuple[Tab, ...]], ...] = (
    (
        "收文",
        (
            Tab("late", "超期", "document", "没有超期的公文。", "bad"),
            Tab("due", "今日和临期", "document", "今天和临期的公文都办完了。"),
            Tab("held", "在手过久", "document", "没有在领导处停留过久的公文。", "warn"),
            Tab("arrived", "今日收文", "document", "今天还没有收文。按 n 登记。"),
            Tab("away", "外出", "", "今天没有人外出。"),
        ),
    ),
    (
        "发文",
        (
            Tab("sign", "待签发", "outgoing", "没有等领导签发的发文。"),
            Tab("number", "复核编号", "outgoing", "没有等复核、编号的发文。"),
            Tab("publish", "公开临期", "outgoing", "没有公开期限临近或超期的发文。", "warn"),
            Tab("lapse", "将失效", "normative", "没有临近失效、刚失效而未评估的规范性文件。", "warn"),
            Tab("filing", "备案临期", "normative", "没有备案期限临近或超期的规范性文件。", "warn"),
        ),
    ),
    (
        "会议",
        (
            Tab("meeting", "会议", "meeting", "三个工作日内没有会议。"),
            Tab("topic", "议题待审", "topic", "没有等送审、等领导审定的议题。"),
            Tab("minutes", "纪要待办", "minutes", "没有等签发、印发、公开的纪要。", "warn"),
            Tab("engagement", "活动待定", "engagement", "没有等办理的邀请和部门会议。"),
            Tab("proposed", "待立项", "proposed", "没有等立项督查的议定事项。"),
        ),
    ),
)
TABS = tuple(tab for _, tabs in LINES for tab in tabs)
_HEAD = 5


def tab_named(key: str) -> Tab:
    """The tab of this key."""
    return next(tab for tab in TABS if tab.key == key)


class TodayTabs(Painted):
    """The figures of the day; the chosen one is what the list shows. A click chooses."""

    DEFAULT_CSS = "TodayTabs { height: 4; padding: 1 0 0 0; }"

    class Chosen(Message):
        """A figure was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self.figures: Mapping[str, int] = {}
        self.chosen = "late"

    def show(self, figures: Mapping[str, int], chosen: str) -> None:
        """Show these figures."""
        self.figures, self.chosen = figures, chosen
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Incoming papers, papers that leave, meetings; their columns stand under each other."""
        if y >= len(LINES):
            return self.line([], self.size.width)
        name, tabs = LINES[y]
        spans: list[Span] = [(pad(f" {name}", _HEAD), "muted")]
        for tab, wide in zip(tabs, self._widths(), strict=True):
            spans += self._figure(tab, wide)
        return self.line(spans, self.size.width)

    def _figure(self, tab: Tab, wide: int) -> Sequence[Span]:
        number = self.figures.get(tab.key, 0)
        gap = " " * (wide - cells(_label(tab.name, number)))
        if tab.key == self.chosen:
            return [(_label(tab.name, number), "chip"), (gap, "")]
        return [(f" {tab.name} ", "muted"), (f"{number} ", tab.tone if number else "muted"), (gap, "")]

    def _widths(self) -> list[int]:
        """The width of each column: its widest label."""
        columns = zip(*(tabs for _, tabs in LINES), strict=True)
        return [max(cells(_label(tab.name, self.figures.get(tab.key, 0))) for tab in tabs) for tabs in columns]

    def on_click(self, event: events.Click) -> None:
        """Choose the figure under the pointer."""
        at, line = _HEAD, event.y - 1
        if not 0 <= line < len(LINES):
            return
        for tab, wide in zip(LINES[line][1], self._widths(), strict=True):
            if at <= event.x < at + wide:
                self.post_message(self.Chosen(tab.key))
            at += wide


def _label(name: str, number: int) -> str:
    return f" {name} {number} "
