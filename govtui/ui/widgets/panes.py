"""List and detail: side by side where there is room, one after the other where there is not."""

from textual import events
from textual.containers import Horizontal
from textual.message import Message

from govtui.ui.commands import Command, Commanding
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.listing import LineList

SIDE_BY_SIDE = 110


class MasterDetail(Commanding, Horizontal):
    """A list and the detail of its current row.

    From 110 columns on both are seen. Below that Enter opens the detail in the list's place and Esc closes it.
    Screens fill the detail on `LineList.Highlighted`; `DetailOpened` and `DetailClosed` tell the rest.
    """

    ACTIONS = (
        Command(
            "detail.close",
            "回到列表",
            "从详情回到列表。",
            ("escape",),
            "close_detail",
            "详情",
            footer=True,
            palette=False,
        ),
    )

    class DetailOpened(Message):
        """The focus went to the detail."""

    class DetailClosed(Message):
        """The focus came back to the list."""

    def __init__(self, listing: LineList, detail: Detail, *, id: str | None = None) -> None:
        super().__init__(listing, detail, id=id)
        self.listing, self.detail = listing, detail

    @property
    def wide(self) -> bool:
        """True where both panes are seen."""
        return self.app.size.width >= SIDE_BY_SIDE

    def on_mount(self) -> None:
        """Arrange for the present width."""
        self._arrange()

    def on_resize(self, _event: events.Resize) -> None:
        """Arrange anew; an open detail stays open."""
        self._arrange()

    def _arrange(self) -> None:
        reading = self.detail.has_focus
        self.detail.display = self.wide or reading
        self.listing.display = self.wide or not reading
        self.set_class(self.wide, "-both")

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Enter on a row: read its detail. Stop the message in a screen's own handler to do something else."""
        if event.listing is self.listing:
            self.open_detail()

    def open_detail(self) -> None:
        """Put the focus on the detail, in the list's place if need be."""
        self.detail.display = True
        self.listing.display = self.wide
        self.detail.focus()
        self.post_message(self.DetailOpened())

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Esc means “back to the list” only while the detail is read."""
        return self.detail.has_focus if action == "close_detail" else True

    def action_close_detail(self) -> None:
        """Back to the list."""
        self.listing.display = True
        self.detail.display = self.wide
        self.listing.focus()
        self.post_message(self.DetailClosed())
