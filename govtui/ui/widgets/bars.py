"""The lines at the edges of a screen: office and pages above, status and keys below."""

import time
from collections.abc import Sequence

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from govtui.domain.text import cells, cut
from govtui.ui.commands import Offer
from govtui.ui.pages import Page
from govtui.ui.widgets.paint import Painted, Span, shown

NOTICE = "非涉密系统，严禁录入国家秘密"


class TopBar(Painted):
    """Two lines: office, day and actor; then the pages with their F-keys."""

    def on_mount(self) -> None:
        """Say the day anew once a minute, when it changed."""
        self.set_interval(60, self.refresh)

    def render_line(self, y: int) -> Strip:
        """The office line or the page line."""
        return self._office(self.size.width) if y == 0 else self._pages(self.size.width)

    def _office(self, width: int) -> Strip:
        facts = getattr(self.app, "heading", None)
        if facts is None:
            return Strip.blank(width, self.rich_style)
        left = [(f" {shown(facts.office)}", "title"), (f"  {shown(facts.day)}", "")]
        if facts.demonstration:
            left.append(("  演示数据", "warn"))
        right = f"{NOTICE}  {shown(facts.actor)} "
        used = sum(cells(text) for text, _ in left)
        if used + cells(right) + 2 > width:
            right = f"非涉密  {shown(facts.actor)} "
        right = cut(right, max(0, width - used - 1), self.ellipsis)
        return self.line([*left, (" " * max(1, width - used - cells(right)), ""), (right, "muted")], width)

    def _pages(self, width: int) -> Strip:
        spans: list[Span] = [(" ", "")]
        now = self.app.current_mode
        for page in self._named():
            spans.append((page.name, "chip") if page.id == now else (page.name, "muted"))
        tail = "F9 菜单  F1 帮助 "
        used = sum(cells(text) for text, _ in spans)
        spans += [(" " * max(1, width - used - cells(tail)), ""), (tail, "muted")]
        return self.line(spans, width, self.rich_style + self.pen("header"))

    def _named(self) -> list[Page]:
        """The pages behind F-keys, and the one that is shown."""
        pages: Sequence[Page] = getattr(self.app, "pages", ())
        return [page for page in pages if page.always_named or page.id == self.app.current_mode]

    def on_click(self, event: events.Click) -> None:
        """A click on a page's name shows it."""
        at = 1
        for page in self._named() if event.y == 1 else ():
            wide = cells(page.name)
            if at <= event.x < at + wide:
                self.app.switch_mode(page.id)
            at += wide


class StatusLine(Painted):
    """One line: chips of the filter and counts, or for a while what the program has to say."""

    STANDS = 1.0
    """Seconds that a sentence stands at least, so that fast typing does not wipe it away unread."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chips: tuple[Span, ...] = ()
        self._said: Span | None = None
        self._since = 0.0

    def chips(self, chips: Sequence[str | Span]) -> None:
        """Show these pieces, a dot between them."""
        self._chips = tuple((shown(c), "") if isinstance(c, str) else (shown(c[0]), c[1]) for c in chips)
        self.refresh()

    def say(self, sentence: str, tone: str = "") -> None:
        """Show a sentence in the place of the chips until `hush`."""
        self._said = (shown(sentence), tone)
        self._since = time.monotonic()
        self.refresh()

    def hush(self) -> None:
        """Back to the chips, if the sentence has stood long enough."""
        if self._said is not None and time.monotonic() - self._since > self.STANDS:
            self._said = None
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._said[0] if self._said else "  ".join(text for text, _ in self._chips)

    def render_line(self, _y: int) -> Strip:
        """The line."""
        spans: list[Span] = [(" ", "")]
        if self._said:
            spans.append(self._said)
        else:
            for place, chip in enumerate(self._chips):
                spans += [("  ", "")] if place else []
                spans.append(chip)
        return self.line(spans, self.size.width)


class FootLine(Painted):
    """The keys that can be used now, from the registry: nearest first, as many as fit."""

    ALWAYS = ("app.menu", "app.quit")

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show other keys."""
        now = tuple(one for one in offers if one.command.footer and one.command.keys)
        if now != self._offers:
            self._offers = now
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown when there is room enough."""
        return "  ".join(f"{self._key(one)} {one.command.label}" for one in self._offers)

    def _key(self, offer: Offer) -> str:
        keymap: dict[str, str] = getattr(self.app, "_keymap", {})
        rebound = keymap.get(offer.command.id, "").split(",")[0]
        if not rebound:
            return offer.command.shown_key
        from govtui.ui.commands import key_name

        return key_name(rebound)

    def render_line(self, _y: int) -> Strip:
        """The line: the place's own keys on the left, menu and exit on the right."""
        width = self.size.width
        tail = [one for one in self._offers if one.command.id in self.ALWAYS]
        right: list[Span] = [span for one in tail for span in self._spans(one)]
        room = width - sum(cells(text) for text, _ in right) - 1
        left: list[Span] = [(" ", "")]
        used = 1
        for one in self._offers:
            spans = self._spans(one)
            wide = sum(cells(text) for text, _ in spans)
            if one not in tail and used + wide <= room:
                left += spans
                used += wide
        return self.line([*left, (" " * max(0, width - used - (width - room - 1)), ""), *right], width)

    def _spans(self, offer: Offer) -> list[Span]:
        return [(self._key(offer), "key"), (f" {offer.command.label}  ", "")]


class TooSmall(Painted):
    """Covers a screen that is smaller than the program can use."""

    TEXT = ("窗口过小", "请放大到 80×24")

    def render_line(self, y: int) -> Strip:
        """The request, in the first lines."""
        text = self.TEXT[y] if y < len(self.TEXT) else ""
        if text and self.plain_glyphs:
            text = text.replace("×", "x")
        return self.line([(text, "strong")], self.size.width)


def edges() -> tuple[Widget, Widget]:
    """The two lines at the foot of a screen."""
    return StatusLine(id="status"), FootLine()
