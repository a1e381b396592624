"""纪要: the text, who must review it and who signs, then number, issue and publication."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from govtui.domain.meetings.states import DRAFTING, REVIEWING, TO_ISSUE, TO_NUMBER, TO_SIGN
from govtui.services.desk import Desk
from govtui.services.meetings.minutes import composing, issuing, signing
from govtui.services.meetings.minutes import views as minutes
from govtui.services.meetings.rows import MinutesDetail, ReviewNeed
from govtui.ui import work
from govtui.ui.commands import BACK, WHY, Command, Offer
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.meetings.minutes_forms import (
    OTHER_ROWS,
    ROWS,
    EditForm,
    MinutesSignForm,
    issue_form,
    publicity_form,
    publish_form,
    review_form,
)
from govtui.ui.screens.meetings.minutes_showing import body_parts, minutes_chips, minutes_line, standing_parts
from govtui.ui.screens.meetings.screen import OneThing
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.detail import Detail
from govtui.ui.widgets.panes import SIDE_BY_SIDE

PLACE = "纪要"


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = True) -> Command:
    return Command(f"minutes.{name}", label, text, keys, action, PLACE, footer=footer)


COMMANDS = (
    _command("edit", "修改", "修改纪要的标题、正文、分送和财政收支标记。", ("e", "ctrl+k"), "edit"),
    _command("recompose", "重写", "按会上记下的内容重新写出正文，手工的修改不保留。", ("c",), "recompose", False),
    _command("send", "送审", "送审核人；不需要审核的直接送签发。", ("s",), "send"),
    _command("review", "登记审核", "登记审核人的意见。", ("v",), "review"),
    _command("sign", "签发", "登记签发；议定事项随之逐条提出督查。", ("g", "ctrl+d"), "sign"),
    _command("number", "编号", "编纪要号。", ("n", "ctrl+n"), "number"),
    _command("issue", "印发", "登记印发日期和份数。", ("i",), "issue"),
    _command("publicity", "公开方式", "主动公开、依申请公开或不公开；不公开要写理由。", ("o",), "publicity"),
    _command("publish", "已公开", "登记纪要的决定已经公开：日期和渠道。", ("u",), "publish", False),
    _command("unsign", "撤回签发", "撤回签发，写明理由；没有立项的督查事项一并撤回。", ("z",), "unsign", False),
    _command("print", "打印纪要", "写出会议纪要（Word）。", ("p",), "print_minutes"),
)
_STEPS = {
    "send": (DRAFTING,),
    "review": (REVIEWING, TO_SIGN),
    "sign": (REVIEWING, TO_SIGN),
    "number": (TO_NUMBER,),
    "issue": (TO_ISSUE,),
}
"""In which states a step is offered in the line of keys; the services say why where it cannot be done."""


class MinutesScreen(OneThing):
    """The minutes of one meeting from the draft to publication."""

    ACTIONS = (*COMMANDS, WHY, BACK)
    HELP = (
        "左边（窄屏在下面）是正文，右边是由谁审核、由谁签发和办到哪一步。e 修改正文，s 送审，v 登记审核，"
        "g 签发，n 编号，i 印发，o 定公开方式；? 看依据。"
    )
    DEFAULT_CSS = """
    MinutesScreen #standing { display: none; }
    MinutesScreen.-both #standing { display: block; }
    """

    def __init__(self, desk: Desk, minutes_id: int) -> None:
        super().__init__(desk)
        self.minutes_id = minutes_id
        self.text, self.standing = Detail(id="text", classes="-main"), Detail(id="standing", classes="-beside")
        self.found: MinutesDetail | None = None

    def body(self) -> ComposeResult:
        """The text, and how it stands."""
        yield self.title_line
        with Horizontal():
            yield self.text
            yield self.standing

    def begin(self) -> None:
        """The text takes the keys."""
        self.text.focus()

    def on_resize(self) -> None:
        """Both where there is room."""
        wide = self.app.size.width >= SIDE_BY_SIDE
        if wide != self.has_class("-both") or self.found is None:
            self.set_class(wide, "-both")
            self._tell()

    def read(self) -> None:
        """The minutes anew."""
        self.found = minutes.detail(self.desk, self.minutes_id)
        self.title_line.say(minutes_line(self.found))
        self.status(*minutes_chips(self.found))
        self._tell()
        self.renew_footer()

    def _tell(self) -> None:
        if self.found is None:
            return
        expected = signing.signer_plan(self.desk, self.minutes_id).expected
        standing = standing_parts(self.found, expected.label if expected else "")
        self.standing.show("", standing)
        self.text.show("", body_parts(self.found, () if self.has_class("-both") else standing))

    @property
    def _state(self) -> str:
        return self.found.row.state if self.found else ""

    def offers(self) -> list[Offer]:
        """The line of keys offers the step that comes next; the keys of the others say why they cannot be taken."""
        return [one for one in super().offers() if self._state in _STEPS.get(one.command.action, (self._state,))]

    def _comes_next(self, step: str, words: str) -> bool:
        fits = self._state in _STEPS[step]
        if not fits:
            self.complain(f"这份纪要现在是“{self._state}”，不能{words}。")
        return fits

    # -- the text ---------------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change the text."""
        found = self.try_to(lambda: minutes.detail(self.desk, self.minutes_id))
        if found is not None:
            self.fill_in(EditForm(self.desk, found, max(ROWS, self.size.height - OTHER_ROWS)))

    def action_recompose(self) -> None:
        """Write the text anew from what was recorded."""
        question = "按会上记下的结果、讨论和议定事项重新写出正文，手工的修改不保留。确定吗？"
        ask_yes(self, question, lambda: self.do(composing.recompose, self.minutes_id), title="重写正文")

    # -- reviews and the sign-off -----------------------------------------------------------------------------------

    def action_send(self) -> None:
        """To the reviewers, or straight to the signer."""
        self.do(signing.send, self.minutes_id)

    def action_review(self) -> None:
        """Note a review: the only one that is missing, or one that is picked."""
        if not self._comes_next("review", "登记审核"):
            return
        needs = self.try_to(lambda: signing.needed_reviews(self.desk, self.minutes_id)) or ()
        waiting = [one for one in needs if not one.done and not one.by_signature]
        if not waiting:
            self.complain("没有等待登记的审核。" if needs else "这份纪要不需要审核，可直接签发。")
        elif len(waiting) == 1:
            self._review(waiting[0])
        else:
            choices = [Choice(str(at), _need_words(one), one.about) for at, one in enumerate(waiting)]

            def picked(one: Choice | None) -> None:
                if one is not None:
                    self._review(waiting[int(one.id)])

            self.app.push_screen(Pick("登记哪一项审核", among(choices)), picked)

    def _review(self, need: ReviewNeed) -> None:
        if self.found is not None:
            self.fill_in(review_form(self.desk, self.found.row, need))

    def action_sign(self) -> None:
        """The signature; it proposes the decisions for supervision."""
        if self._comes_next("sign", "签发"):
            self.fill_in(MinutesSignForm(self.desk, self.minutes_id))

    def action_unsign(self) -> None:
        """A signature entered by mistake."""
        question = "撤回签发，退回待签发；还没有立项的督查事项一并撤回。理由"
        self.ask(question, lambda text: self.do(signing.unsign, self.minutes_id, text), title="撤回签发")

    # -- number, issue, publication ---------------------------------------------------------------------------------

    def action_number(self) -> None:
        """The number in its series."""
        self.do(issuing.number, self.minutes_id)

    def action_issue(self) -> None:
        """Printed and sent."""
        if self.found is not None and self._comes_next("issue", "印发"):
            self.fill_in(issue_form(self.desk, self.found.row))

    def action_publicity(self) -> None:
        """How open the decisions are."""
        found = self.try_to(lambda: minutes.detail(self.desk, self.minutes_id))
        if found is not None:
            self.fill_in(publicity_form(self.desk, found))

    def action_publish(self) -> None:
        """The decisions were published."""
        if self.found is not None:
            self.fill_in(publish_form(self.desk, self.found.row))

    def action_print_minutes(self) -> None:
        """Write the minutes as they are printed."""
        from govtui.files.meetings.exports import export_minutes

        self.write(export_minutes, self.minutes_id)

    def action_why(self) -> None:
        """Who signs, who reviews, and by which rules."""
        work.run(self, signing.explanations, self.desk, self.minutes_id, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        self.go_to(Why(found))


def _need_words(need: ReviewNeed) -> str:
    who = "、".join(seat.label for seat in need.seats) or need.missing
    return f"{who}　{need.matter}"
