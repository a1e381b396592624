"""What the screens about one meeting share: the meeting in a line, acts one after the other, the news of others."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from govtui.domain.clock import short_day
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import cells, cut
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit
from govtui.services.meetings.rows import MeetingRow
from govtui.ui import work
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import DeskPage, complain, told
from govtui.ui.screens.gates import Permits, ask_permit
from govtui.ui.screens.queuepage import WATCH_SECONDS
from govtui.ui.widgets.paint import shown
from govtui.ui.widgets.plain import Plain

if TYPE_CHECKING:
    from govtui.files.exports import Exported

About = tuple[str, int | None]

LEAST_NAME = 16
"""Cells of a meeting's name that stay in its line however long the other words are."""

MARGINS = 4
"""Cells beside the line on top of the screen."""


def meeting_line(row: MeetingRow, width: int) -> str:
    """A meeting in a line of `width` cells: name, state, day, from and to, chair, room.

    Where it is too long the delegation of the chair falls away first, then the end of the name: when and where stay.
    """
    day = short_day(row.starts.date()) if row.starts else "时间未定"
    hours = f"{row.starts:%H:%M}" + (f"-{row.ends:%H:%M}" if row.ends else "") if row.starts else ""
    when, name = " ".join(filter(None, (day, hours))), shown(row.name or row.kind_name)
    for chair in dict.fromkeys((row.chair, row.chair.partition("（")[0])):
        told = (row.state, when, f"{chair}主持" if chair else "主持人未定", row.room)
        rest = "".join(f" {shown(word)}" for word in told if word)
        if cells(name + rest) <= width:
            break
    return cut(f"{cut(name, max(LEAST_NAME, width - cells(rest)))}{rest}", width)


class OneThing(DeskPage):
    """A full screen over the page of meetings about one meeting or its minutes; Esc goes back.

    Acts run one after the other in the order of the keys, so that fast typing is neither lost nor overtaken.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.title_line = Plain("", classes="form-title")
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = False
        self._seen: Any = None
        self._headed: MeetingRow | None = None

    @property
    def desk(self) -> Desk:
        """The desk it was opened on."""
        return self._desk

    def on_mount(self) -> None:
        """Read, and keep looking whether somebody else wrote."""
        self.refresh_data()
        self.begin()
        self.set_interval(WATCH_SECONDS, self._watch)

    def begin(self) -> None:
        """Everything is read for the first time: where the keys go."""

    def head(self, meeting: MeetingRow) -> None:
        """The meeting on top of the screen."""
        self._headed = meeting
        self.title_line.say(meeting_line(meeting, self.app.size.width - MARGINS))

    def on_resize(self) -> None:
        """As much of the meeting as has room now."""
        if self._headed is not None:
            self.head(self._headed)

    def _watch(self) -> None:
        if self.app.screen is self and not self.at_work and self._seen != self._moment():
            self.refresh_data()

    @property
    def at_work(self) -> bool:
        """True while something is half done that reading anew would disturb."""
        return self._busy

    def _moment(self) -> Any:
        return self.desk.store.data_version(), self.desk.today()

    def refresh_data(self) -> None:
        """Read anew; a thing that is gone says so and closes."""
        self._seen = self._moment()
        try:
            self.read()
        except Refusal as refusal:
            self.complain(refusal.sentence)

    def read(self) -> None:
        """Read what is shown: written by the screen."""
        raise NotImplementedError

    def complain(self, sentence: str) -> None:
        """Say why something cannot be done."""
        complain(self.app, sentence)

    def action_back(self) -> None:
        """Back to the page."""
        self.close_with(None)

    @property
    def acting(self) -> bool:
        """Whether an act runs or waits for its turn."""
        return self._busy or bool(self._waiting)

    # -- acts -------------------------------------------------------------------------------------------------------

    def do(self, service: Callable[..., Any], *args: Any, then: Callable[[Any], Any] | None = None) -> None:
        """Run `service(desk, *args)` after what was asked before; say what it did, or call `then(value)`."""
        self._waiting.append(partial(self._run, partial(service, self.desk, *args), then, lambda _error: False))
        self._go_on()

    def gated(
        self,
        service: Callable[..., Any],
        *args: Any,
        about: About,
        permits: Permits = (),
        then: Callable[[Any], Any] | None = None,
        missed: Callable[[], Any] = lambda: None,
    ) -> None:
        """The same for an act that rules may stop: who lets it pass is asked, and it runs again.

        `missed` is called where it was not done.
        """

        def again(permit: Permit) -> None:
            self.gated(service, *args, about=about, permits=(*permits, permit), then=then)

        def stopped(error: work.Failed) -> bool:
            missed()
            return ask_permit(self, self.desk, error, *about, then=again)

        call = partial(service, self.desk, *args, permits=permits)
        self._waiting.append(partial(self._run, call, then, stopped))
        self._go_on()

    def _go_on(self) -> None:
        if not self._busy and self._waiting:
            self._busy = True
            self._waiting.popleft()()

    def _run(
        self,
        call: Callable[[], Any],
        then: Callable[[Any], Any] | None,
        stopped: Callable[[work.Failed], bool],
    ) -> None:
        def done(value: Any) -> None:
            self._busy = False
            if self.is_attached:
                (then or self.changed)(value)
                self._go_on()

        def failed(error: work.Failed) -> None:
            self._busy = False
            if self.is_attached:
                self.refresh_data()
                if not stopped(error):
                    self.complain(error.sentence)
                self._go_on()

        work.run(self, call, group="acts", on_done=done, on_failed=failed)

    def changed(self, outcome: Any) -> None:
        """Show what an act did, with what the rules say besides."""
        self.refresh_data()
        if isinstance(outcome, Outcome):
            self.say(*told(outcome.sentence, outcome.findings, self.size.width))
        elif outcome is not None:
            self.done()

    def fill_in(self, form: Entry, then: Callable[[Any], Any] | None = None) -> None:
        """Ask what an act needs; None comes back where the clerk gave up."""

        def closed(result: Any) -> None:
            if result is not None:
                (then or self.changed)(result)

        self.app.push_screen(form, closed)

    def go_to(self, screen: Screen[Any]) -> None:
        """Another screen over this one; what it changed is read when it closes."""
        self.app.push_screen(screen)

    def write(self, export: Callable[[Desk, int], "Exported"], row_id: int, findings: Sequence[Finding] = ()) -> None:
        """Write a print of this thing and say where it stands, with what the rules said of the act it belongs to."""
        work.run(self, export, self.desk, row_id, group="files", on_done=partial(self._written, findings=findings))

    def _written(self, done: "Exported", findings: Sequence[Finding]) -> None:
        self.say(*told(f"已写出：{'、'.join(map(str, done.files))}", findings, self.size.width))

    def try_to(self, what: Callable[[], Any]) -> Any:
        """The answer of a quick read; a refusal is said and answered with None."""
        try:
            return what()
        except Refusal as refusal:
            self.complain(refusal.sentence)
            return None


def many(names: Sequence[str], most: int = 3) -> str:
    """The first few names, and how many there are besides."""
    more = f"等 {len(names)} 项" if len(names) > most else ""
    return "、".join(names[:most]) + more
