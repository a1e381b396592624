"""What stops an act, why, and who may let it pass: the dialog, a gated act of a page, a gated form.

A service that can be stopped takes `permits`; stopped, it raises a Refusal whose findings are the rules in the way.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.dom import DOMNode

from govtui.domain.findings import Finding
from govtui.services.desk import Desk
from govtui.services.documents.explaining import explain
from govtui.services.gates import Permit
from govtui.services.people import directory
from govtui.ui import work
from govtui.ui.commands import BACK, Command
from govtui.ui.dialogs.entry import Entry
from govtui.ui.dialogs.why import explain_parts
from govtui.ui.screen import DeskModal
from govtui.ui.screens.deskpage import complain
from govtui.ui.widgets.choices import Choice
from govtui.ui.widgets.detail import Detail, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form
from govtui.ui.widgets.plain import Plain

Permits = tuple[Permit, ...]


class Gate(DeskModal[Permit]):
    """Shows the rules in the way; dismisses with the permit for the first of them, or with None on Esc.

    Where one of them may be released by nobody, or nobody holds the role today, it only tells.
    """

    SIZE = "wide tall"
    ACTIONS = (
        BACK,
        Command("gate.down", "下翻", "依据下翻一页。", ("pagedown",), "leaf(1)", "放行", palette=False),
        Command("gate.up", "上翻", "依据上翻一页。", ("pageup",), "leaf(-1)", "放行", palette=False),
    )
    HELP = "有规定不允许这样办。写明理由可由规则指定的人放行，放行记入日志；Esc 返回，什么都不变。"

    def __init__(self, desk: Desk, blocks: Sequence[Finding], noun: str, row_id: int | None) -> None:
        super().__init__()
        self._desk, self._blocks, self._about = desk, tuple(blocks), (noun, row_id)
        self.detail = Detail()
        self.form = Form(self._fields(), id="form") if self.holders else None

    @property
    def title_text(self) -> str:
        """How many rules are in the way."""
        several = f"（{len(self._blocks)} 条）" if len(self._blocks) > 1 else ""
        return f"为什么不能办{several}"

    @property
    def holders(self) -> tuple[Choice, ...]:
        """Who may let the first of the rules pass today; nobody where any of them can never be released."""
        if any(block.release_role is None for block in self._blocks):
            return ()
        held = directory(self._desk).people_in_role(self._blocks[0].release_role or "", self._desk.today())
        return tuple(Choice(str(holder.person_id), f"{holder.title} {holder.name}") for holder in held)

    def _fields(self) -> list[Field]:
        left = len(self._blocks) - 1
        more = f"；放行后还有 {left} 条" if left else ""
        return [
            Field("who", "放行人", "choice", choices=self.holders, wide=True),
            Field("reason", "放行理由", required=True, wide=True, help=f"写明批准放行的理由，回车放行{more}。"),
        ]

    def inside(self) -> ComposeResult:
        """The rules, then who lets the first one pass and why."""
        yield self.detail
        if self.form is not None:
            yield self.form
        yield Plain(self._hint(), classes="box-hint")

    def _hint(self) -> str:
        if self.form is not None:
            more = f"（共 {len(self._blocks)} 条，逐条放行）" if len(self._blocks) > 1 else ""
            return f"回车放行{more}；PgDn 看依据全文；Esc 返回，不丢内容"
        if any(block.release_role is None for block in self._blocks):
            return "不可放行：请按“怎么办”改正后再办。Esc 返回，不丢内容"
        return "今天没有人担任可以放行的职务，请先在通讯录登记。Esc 返回，不丢内容"

    def on_mount(self) -> None:
        """Show the rules; type the reason at once."""
        noun, row_id = self._about
        self.detail.show("", gate_parts(self._desk, self._blocks, noun, row_id))
        if self.form is not None:
            self.form.styles.height, self.form.styles.background = 2 * len(self.form.fields), "transparent"
            self.query_one("#box").styles.height = "90%"
            self.form.focus_field("reason")
        else:
            self.detail.focus()

    def action_leaf(self, by: int) -> None:
        """Read on."""
        self.detail.action_flip(by)

    def on_form_submitted(self, event: Form.Submitted) -> None:
        """The word of whoever lets it pass."""
        event.stop()
        first = self._blocks[0]
        self.close_with(Permit(first.rule, int(event.values["who"]), event.values["reason"]))


def gate_parts(desk: Desk, blocks: Sequence[Finding], noun: str, row_id: int | None) -> list[Part | Section]:
    """The rules in the way with their articles, and what to do."""
    return [part for block in blocks for part in explain_parts(explain(desk, block, noun, row_id))]


def ask_permit(
    node: DOMNode, desk: Desk, failed: work.Failed, noun: str, row_id: int | None, then: Callable[[Permit], object]
) -> bool:
    """Show what stopped an act and go on with the permit that was given; False where no rule stopped it."""
    blocks = failed.refusal.findings if failed.refusal is not None else ()
    if not blocks:
        return False

    def answered(permit: Permit | None) -> None:
        if permit is not None:
            then(permit)

    node.app.push_screen(Gate(desk, blocks, noun, row_id), answered)
    return True


def run_gated(
    page: DOMNode,
    desk: Desk,
    service: Callable[..., Any],
    *args: Any,
    about: tuple[str, int | None],
    on_done: Callable[[Any], Any],
    permits: Permits = (),
    **named: Any,
) -> None:
    """Run `service(desk, *args, permits=…, **named)`; where rules stop it, ask who lets them pass and run it again.

    `about` is the noun and the row of the thing. Esc leaves everything as it was.
    """

    def stopped(failed: work.Failed) -> None:
        def again(permit: Permit) -> None:
            more = (*permits, permit)
            run_gated(page, desk, service, *args, about=about, on_done=on_done, permits=more, **named)

        if not ask_permit(page, desk, failed, *about, then=again):
            complain(page.app, failed.sentence)

    call = partial(service, desk, *args, permits=permits, **named)
    work.run(page, call, group="write", on_done=on_done, on_failed=stopped)


class GatedEntry(Entry):
    """A form whose `save(values, permits)` rules may stop; what was typed stays behind the question who releases.

    A permit is for what the form said when it was given: whatever is changed afterwards needs it anew.
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, Any], Permits], Any],
        *,
        desk: Desk,
        about: tuple[str, int | None],
        **options: Any,
    ) -> None:
        super().__init__(title, fields, self._with_permits, **options)
        self.desk, self.about = desk, about
        self._gated_save = save
        self._permits: Permits = ()

    def _with_permits(self, values: dict[str, Any]) -> Any:
        return self._gated_save(values, self._permits)

    def on_form_changed(self, _event: Form.Changed) -> None:
        """Other words, other permits."""
        self._permits = ()

    def _refused(self, failed: work.Failed) -> None:
        if ask_permit(self, self.desk, failed, *self.about, then=self._let_pass):
            self.form.refused()
            self.say("有规定不允许，什么都没有写入；改正后再保存，或由规则指定的人放行", "warn")
        else:
            super()._refused(failed)

    def _let_pass(self, permit: Permit) -> None:
        self._permits = (*self._permits, permit)
        self.form.action_save()
