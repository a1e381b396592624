"""What all acts of the page of meetings share: whom they are about, how they run, what is said afterwards."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.screen import Screen

from govtui.domain.refusal import Refusal
from govtui.services.documents.rows import Outcome
from govtui.ui import work
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import DeskPage, complain, told
from govtui.ui.screens.documents.mistaken import ask_blank
from govtui.ui.screens.gates import run_gated
from govtui.ui.screens.meetings.commands import NOUNS
from govtui.ui.widgets.listing import LineList

BLANKED = ("topic", "meeting", "minutes")
"""Nouns whose mistaken entries can be blanked by themselves."""

About = tuple[str, int | None]


class MeetingsActing(DeskPage):
    """The helpers of the acts; the page has the queue and the list."""

    listing: LineList
    queue: str
    last: tuple[str, int] | None = None
    """The noun and row that was last acted on: it can be followed to where it stands now."""

    @property
    def noun(self) -> str:
        """What the rows of the shown queue are."""
        return NOUNS[self.queue]

    def ids(self) -> list[int]:
        """The marked rows, else the one under the cursor."""
        return [int(one) for one in self.listing.chosen()]

    def current(self) -> Any:
        """The row under the cursor; None where the list is empty."""
        row = self.listing.current
        return row.value if row is not None else None

    def meeting_id(self) -> int | None:
        """The meeting under the cursor, or the one that the minutes under the cursor are of."""
        row = self.current()
        if row is None:
            return None
        return int(row.id) if self.noun == "meeting" else getattr(row, "meeting_id", None)

    def quick(self, read: Callable[..., Any], *args: Any) -> Any:
        """The answer of a quick read; a refusal is said, and answered with None."""
        try:
            return read(self.desk, *args)
        except Refusal as refusal:
            self.complain(refusal.sentence)
            return None

    def action_blank(self) -> None:
        """Blank a topic, a meeting or minutes that should never have been entered."""
        row = self.current()
        if row is not None and self.noun in BLANKED:
            name = getattr(row, "name", "") or getattr(row, "title", "")
            ask_blank(self, self.noun, row.id, name, self.changed)

    def complain(self, sentence: str) -> None:
        """Say why something cannot be done."""
        complain(self.app, sentence)

    def changed(self, done: Any, about: About | None = None) -> None:
        """Show what an act did; nothing where the clerk gave up."""
        if done is None:
            return
        if about is not None and about[1] is not None:
            self.last = (about[0], about[1])
        self.listing.unmark()
        self.refresh_data()
        sentence = getattr(done, "sentence", "")
        if sentence:
            self.say(*told(sentence, getattr(done, "findings", ()), self.size.width))
        else:
            self.done()

    def do(self, service: Callable[..., Outcome], *args: Any, about: About | None = None, **named: Any) -> None:
        """Run an act that no rule stops."""
        call = partial(service, self.desk, *args, **named)
        work.run(self, call, group="write", on_done=partial(self.changed, about=about))

    def gated(self, service: Callable[..., Any], *args: Any, about: About, **named: Any) -> None:
        """Run an act that rules may stop; who lets it pass is asked."""
        done = named.pop("on_done", partial(self.changed, about=about))
        run_gated(self, self.desk, service, *args, about=about, on_done=done, **named)

    def open_form(self, form: Entry, about: About | None) -> None:
        """Ask what an act needs."""
        self.app.push_screen(form, partial(self.changed, about=about))

    def go_to(self, screen: Screen[Any]) -> None:
        """Another screen over this one; what it changed is read when it closes."""
        self.app.push_screen(screen)

    def reasoned(self, question: str, service: Callable[..., Outcome], title: str, usual: Sequence[str] = ()) -> None:
        """Ask for a reason, then do it to all marked rows."""
        ids = self.ids()
        if ids:
            about = (self.noun, ids[0])
            several = f"（{len(ids)} 项）" if len(ids) > 1 else ""
            then = lambda text: self.do(service, ids, text, about=about)  # noqa: E731
            self.ask(f"{question}{several}", then, title=title, usual=usual)
