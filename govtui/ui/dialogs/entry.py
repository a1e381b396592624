"""A full-screen form over a page: drafts, saving in the background, refusals that lose nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from textual.app import ComposeResult

from govtui.ui import work
from govtui.ui.commands import BACK, Command
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.drafts import DraftKeeper
from govtui.ui.screen import DeskScreen
from govtui.ui.widgets.detail import Detail, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form
from govtui.ui.widgets.plain import Plain

DISCARD = Command("entry.discard", "丢弃所填", "返回，这次填的内容不留草稿。", (), "discard", "表单")


class Drafts(Protocol):
    """Where drafts are kept (`desk.drafts`)."""

    def save(self, form_id: str, draft: dict[str, Any]) -> None:
        """Keep a draft."""

    def load(self, form_id: str) -> dict[str, Any] | None:
        """The kept draft."""

    def drop(self, form_id: str) -> None:
        """Forget it."""


class Entry(DeskScreen[Any]):
    """Asks `fields` on a screen of its own and saves them.

    `save(values)` runs in a thread and returns anything; the screen then dismisses with it, or with `again=True` says
    `said(result)` and starts afresh for the next entry. A Refusal is shown and everything stays. Esc goes back with
    the draft kept; it comes back when the same `draft_id` is opened again. Subclass and write `on_form_left`
    (duplicates) or `on_form_changed` for more; `self.form` is the form. `below` are facts to read while filling it in,
    shown where the form leaves room; `self.below.show` shows others.
    """

    ACTIONS: ClassVar[tuple[Command, ...]] = (BACK, DISCARD)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, Any]], Any],
        *,
        draft_id: str = "",
        drafts: Drafts | None = None,
        again: bool = False,
        said: Callable[[Any], str] = lambda _result: "已保存",
        below: Sequence[Part | Section] = (),
    ) -> None:
        super().__init__()
        self.form = Form(fields, id="form")
        self.heading = Plain(title, classes="form-title")
        self.helper = Plain("", classes="form-help")
        self.below = Detail(id="below")
        self.below.can_focus, self._facts = False, tuple(below)
        self._save, self._again, self._said = save, again, said
        self._draft_id, self._drafts = draft_id, drafts
        self._keeper: DraftKeeper | None = None

    def body(self) -> ComposeResult:
        """Title, form, and the help of the field that has the focus."""
        yield self.heading
        yield self.form
        if self._facts:
            self.form.styles.height, self.form.styles.max_height = "auto", "75%"
            self.below.styles.scrollbar_size_vertical = 0
            self.below.show("", self._facts)
            yield self.below
        yield self.helper

    @property
    def dirty(self) -> bool:  # type: ignore[override]
        """True while something typed is not saved."""
        return self.form.dirty

    def on_mount(self) -> None:
        """Bring a draft back and begin in the first field."""
        kept = self._drafts.load(self._draft_id) if self._drafts and self._draft_id else None
        if kept:
            self.form.load_draft(kept)
            self.call_after_refresh(self.say, "上次没有保存的内容已带出，可接着填", "warn")
        self._keep_drafts()
        self.form.focus_field(next(iter(self.form.fields)))

    def _keep_drafts(self) -> None:
        if self._drafts and self._draft_id:
            self._keeper = DraftKeeper(self, self.form.draft, partial(self._drafts.save, self._draft_id))

    def on_form_changed(self, _event: Form.Changed) -> None:
        """Keep a draft of it."""
        if self._keeper is not None:
            self._keeper.touch()

    def on_form_entered(self, event: Form.Entered) -> None:
        """Show the help of the field."""
        self.helper.say(event.field.help)

    def on_form_submitted(self, event: Form.Submitted) -> None:
        """Save in the background."""
        self.say("正在保存……")
        work.run(self, self._save, event.values, group="save", on_done=self._done, on_failed=self._refused)

    def _done(self, result: Any) -> None:
        self.form.saved()
        self.drop_draft()
        if self._again or self.is_base:
            self._keep_drafts()
            self.form.fresh()
            self.say(self._said(result), "good")
        else:
            self.close_with(result)

    def _refused(self, failed: work.Failed) -> None:
        self.form.refused()
        work_app: Any = self.app
        work_app.complain(failed.sentence)

    def drop_draft(self) -> None:
        """Forget the draft: it is saved for good, or thrown away on purpose."""
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        if self._drafts and self._draft_id:
            self._drafts.drop(self._draft_id)
        self.form.dirty = False

    def action_back(self) -> None:
        """Back; what was typed stays as a draft, or is given up only when the user says so."""
        if self._keeper is None and self.form.dirty:
            ask_yes(self, "填写的内容还没有保存，返回就会丢失。确定返回吗？", self._leave)
            return
        if self._keeper is not None:
            self._keeper.flush()
            if self.form.dirty:
                work_app: Any = self.app
                self.app.call_later(work_app.say, "没有保存的内容已留作草稿，再次打开时带出")
        self._leave()

    def action_discard(self) -> None:
        """Back without a draft: the form opens next time as if nothing had been typed."""
        ask_yes(self, "这次填的内容不保存，也不留草稿。确定丢弃吗？", self._throw_away)

    def _throw_away(self) -> None:
        self.drop_draft()
        if self.is_base:
            self._keep_drafts()
            self.form.fresh()
        self._leave()

    def _leave(self) -> None:
        if not self.is_base:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """However the screen ends: the draft is on disk."""
        if self._keeper is not None:
            self._keeper.flush()
