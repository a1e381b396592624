"""What the commands do: ask what is missing, call the service, show what changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from govtui.domain.clock import CHINA
from govtui.domain.documents.states import CLOSED, DESTROYED, RECALLED, TO_RECALL, WITH_LEADER
from govtui.services.desk import Desk
from govtui.services.documents import circulation, handling, views
from govtui.services.documents.rows import HandlingRow, IncomingRow, Outcome
from govtui.services.people import leader_choices, unit_choices
from govtui.ui import work
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import DeskPage, as_day, complain, day_field, source_of, told
from govtui.ui.screens.documents.checking import CheckForm
from govtui.ui.screens.documents.mistaken import ask_blank
from govtui.ui.screens.documents.registering import CorrectForm, RegisterForm
from govtui.ui.screens.documents.returning import after_check, send_back, write_slips
from govtui.ui.screens.gates import GatedEntry, Permits, run_gated
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.listing import LineList

_NEXT_ON_ROUTE = "下一位"
_UNITS = Field(
    "units", "承办单位", "pick", required=True, free=True, many=True, wide=True, help="第一个牵头，空回车到下一栏。"
)


class PaperActs(DeskPage):
    """The acts of the paper page; the page itself gives `desk`, `listing` and `changed`."""

    listing: LineList

    def changed(self, outcome: Outcome | None) -> None:
        """Show what an act did: the sentence, the warnings, the lists read anew."""
        if outcome is None:
            return
        self.listing.unmark()
        self.refresh_data()
        self.say(*told(outcome.sentence, outcome.findings, self.size.width))
        self.last_findings = outcome.findings

    last_findings: Sequence[Any] = ()

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _ids(self) -> list[int]:
        return [int(one) for one in self.listing.chosen()]

    def _row(self) -> IncomingRow | None:
        row = self.listing.current
        return row.value if row is not None else None

    def _with_leader(self, row: IncomingRow, act: str) -> bool:
        """Say at once that a paper must come back first, before anything is asked."""
        held = row.state == WITH_LEADER
        if held:
            complain(self.app, f"{row.number} 还在{row.where}处，请先收回再{act}。")
        return held

    def _do(self, service: Callable[..., Outcome], *args: Any, **named: Any) -> None:
        work.run(self, partial(service, self.desk, *args, **named), group="write", on_done=self.changed)

    def _do_gated(self, row_id: int, service: Callable[..., Outcome], *args: Any) -> None:
        run_gated(self, self.desk, service, *args, about=("document", row_id), on_done=self.changed)

    def _open(self, form: Entry) -> None:
        self.app.push_screen(form, self.changed)

    # -- registering ------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Register papers, one after the other."""
        self.app.push_screen(RegisterForm(self.desk), lambda _done: self.refresh_data())

    def action_correct(self) -> None:
        """Correct the paper under the cursor."""
        if row := self._row():
            self._open(CorrectForm(self.desk, row.id, row.number))

    def action_check(self) -> None:
        """Answer the questions of the initial check."""
        if row := self._row():
            self.app.push_screen(CheckForm(self.desk, row.id, row.number), partial(after_check, self, row))

    # -- going round ------------------------------------------------------------------------------------------------

    def action_hand(self) -> None:
        """Hand the marked papers to the next on their routes, or to a leader."""
        ids = self._ids()
        if not ids:
            return

        found = source_of(leader_choices, self.desk)

        def source(typed: str) -> Sequence[Choice]:
            leaders = found(typed)
            return leaders if typed.strip() else [Choice(_NEXT_ON_ROUTE, "按送阅路线送下一位", "回车即送"), *leaders]

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                to = None if choice.id == _NEXT_ON_ROUTE else int(choice.id)
                self._do_gated(ids[0], circulation.hand_over, ids, to)

        self.app.push_screen(Pick(f"送阅 {len(ids)} 件：送给谁", source, hint="输首字母选领导，回车确定"), picked)

    def action_take_back(self) -> None:
        """Take the marked papers back with a circle or an instruction."""
        ids = self._ids()
        if ids:
            self.ask(
                f"收回 {len(ids)} 件。意见（直接回车为圈阅）",
                lambda opinion: self._do(circulation.take_back, ids, opinion=opinion),
                title="从领导处收回",
                required=False,
                usual=("同意", "已阅", "请按程序办理", "请主管部门研究提出意见", "拟同意，请审定"),
            )

    def action_unhand(self) -> None:
        """Take a wrong hand-over back unread."""
        self._do(circulation.recall_hand, self._ids())

    def action_propose(self) -> None:
        """Write the proposal and lay the route."""
        row = self._row()
        if row is None:
            return
        plan = circulation.proposed_route(self.desk, row.id)
        order = " → ".join(f"{step.leader.name}{'（' + step.note + '）' if step.note else ''}" for step in plan.steps)
        asked = [
            Field("proposal", "拟办意见", wide=True, help=f"{row.title}"),
            Field(
                "chosen",
                "改送",
                "pick",
                many=True,
                wide=True,
                source=source_of(leader_choices, self.desk),
                help=f"留空即按规则：{order}",
            ),
            Field("reason", "改动理由", wide=True, help="改动了规则提出的顺序才要写。"),
        ]

        def save(values: dict[str, Any], permits: Permits) -> Outcome:
            chosen = [int(choice.id) for choice in values["chosen"] or ()] or None
            return circulation.lay_route(self.desk, row.id, values["proposal"], chosen, values["reason"], permits)

        title, about = f"拟办 {row.number}：{order}", ("document", row.id)
        self._open(GatedEntry(title, asked, save, desk=self.desk, about=about))

    def action_change_class(self) -> None:
        """Turn a paper for reading into one for action, or back."""
        row = self._row()
        if row is None:
            return
        other = next((name for name in self.desk.book.doc_classes if name != row.doc_class), row.doc_class)
        self.ask(
            f"{row.number} 由{row.doc_class}改为{other}，理由",
            lambda reason: self._do(circulation.change_class, row.id, other, reason),
        )

    # -- handling ---------------------------------------------------------------------------------------------------

    def action_assign(self) -> None:
        """Hand the paper to handling units."""
        row = self._row()
        if row is None:
            return
        desk = self.desk
        asked = [
            replace(_UNITS, source=source_of(unit_choices, desk)),
            day_field(desk, "due", "单独时限", help="不填同本件时限。"),
            Field("note", "交办要求", wide=True),
        ]

        def save(values: dict[str, Any]) -> Outcome:
            due = _closing(desk, values["due"])
            units = [handling.Assigned(c.label, int(c.id) if c.id else None, due) for c in values["units"] or ()]
            return handling.assign(desk, row.id, units, values["note"])

        self._open(Entry(f"交承办 {row.number}", asked, save))

    def action_answer(self) -> None:
        """Write down a unit's answer."""
        row = self._row()
        if row is None:
            return
        waiting = [unit for unit in views.detail(self.desk, row.id).handlings if unit.replied_at is None]
        if not waiting:
            complain(self.app, "这件没有待答复的承办单位。")
        elif len(waiting) == 1:
            self._ask_answer(waiting[0])
        else:
            units = {str(unit.id): unit for unit in waiting}
            choices = among([Choice(key, unit.unit) for key, unit in units.items()])
            self.app.push_screen(
                Pick("哪个单位的答复", choices), lambda c: self._ask_answer(units[c.id]) if c is not None else None
            )

    def _ask_answer(self, unit: HandlingRow) -> None:
        asked = [Field("result", "办理结果", wide=True), Field("number", "复文号", wide=True)]
        save = lambda values: handling.answer(self.desk, unit.id, values["result"], values["number"])  # noqa: E731
        self._open(Entry(f"{unit.unit} 的答复", asked, save))

    def action_remind(self) -> None:
        """Note a reminder for the marked papers."""
        ids = self._ids()
        if ids:
            then = lambda text: self._do(handling.remind, ids, text=text)  # noqa: E731
            self.ask(f"催办 {len(ids)} 件，内容（可空）", then, title="催办", required=False)

    def action_close_papers(self) -> None:
        """Close the marked papers."""
        ids = self._ids()
        if not ids:
            return
        asked = [
            Field("result", "办理结果", wide=True, help="批办件必填结果或复文号；阅知件可空。"),
            Field("number", "复文号"),
            Field("archive", "归档号"),
        ]
        save = lambda v: handling.close(self.desk, ids, v["result"], v["number"], v["archive"])  # noqa: E731
        self._open(Entry(f"办结 {len(ids)} 件", asked, save))

    def action_reopen(self) -> None:
        """Take up a closed paper again."""
        if (row := self._row()) and row.state == CLOSED:
            self.ask(f"{row.number} 重新办理，理由", lambda reason: self._do(handling.reopen, row.id, reason))

    def action_send_back(self) -> None:
        """Return the paper to its sender."""
        row = self._row()
        if row is None or self._with_leader(row, "退文"):
            return
        reasons = among([Choice(reason.code, reason.name) for reason in self.desk.book.return_reasons])

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                send_back(self, row.id, choice.id, choice.label)

        self.app.push_screen(Pick(f"退文 {row.number}：理由", reasons), picked)

    def action_void(self) -> None:
        """Void the registration."""
        if (row := self._row()) and not self._with_leader(row, "作废"):
            self.ask(
                f"{row.number} 作废后号码不再使用，理由",
                lambda reason: self._do(handling.void, row.id, reason),
                title="作废",
            )

    def action_blank(self) -> None:
        """Blank a paper that should never have been entered."""
        if row := self._row():
            ask_blank(self, "document", row.id, row.number, self.changed)

    def action_return_slip(self) -> None:
        """Write the slips that go back with returned papers."""
        if ids := self._ids():
            write_slips(self, ids)

    def action_recall(self) -> None:
        """Follow copies that must go back."""
        ids = self._ids()
        choices = among(
            [Choice(state, state) for state in (TO_RECALL, RECALLED, DESTROYED)] + [Choice("-", "不需清退")]
        )

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._do(handling.recall, ids, "" if choice.id == "-" else choice.id)

        if ids:
            self.app.push_screen(Pick(f"清退 {len(ids)} 件", choices), picked)


def _closing(desk: Desk, typed: str) -> datetime | None:
    day = as_day(typed)
    return datetime.combine(day, desk.book.office_hours.closes, CHINA) if day else None
