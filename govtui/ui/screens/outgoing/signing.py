"""签发: the leader whom the rules name stands there with 代 where due; the day decides who that is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.domain.signing import SignerPlan
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import signing
from govtui.services.documents.outgoing.rows import OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.services.people import person_choices
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.outgoing.brief import brief
from govtui.ui.widgets.choices import Choice, Source, among, best
from govtui.ui.widgets.detail import Fact, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

USUAL = ("同意", "同意印发", "同意，请按程序办理", "同意，请抓紧落实")


def plan_words(desk: Desk, plan: SignerPlan) -> str:
    """What the rules say of the signer, in one line."""
    if plan.rule is None:
        return f"由谁{plan.act}规则未明确"
    facts = dict(plan.facts)
    article = desk.book.rule(plan.rule.rule).article_text if plan.rule.rule else ""
    named = f"{plan.rule.matter}由{facts['规定由谁签']}{plan.act}"
    return f"{article}：{named}" if article else named


class SignForm(GatedEntry):
    """Signer, day and opinion; another day may mean another signer."""

    def __init__(self, desk: Desk, row: OutgoingRow) -> None:
        self._row = row
        self.plan = signing.signer_plan(desk, row.id, desk.today())
        self._touched = False
        fields = [
            Field(
                "signer",
                "签发人",
                "pick",
                required=True,
                source=self._source(desk),
                default=_seat(self.plan) or "",
                help="按规则已填好；别人签的，首字母选人，保存时说明依据。",
            ),
            day_field(
                desk,
                "on",
                "签发日期",
                gone=True,
                default=desk.today(),
                help="签批上写的年月日；3.15、昨天、-1 都可以。",
            ),
            Field(
                "opinion",
                "签发意见",
                "pick",
                free=True,
                required=True,
                wide=True,
                source=among([Choice(one, one) for one in USUAL]),
                default=Choice(USUAL[0], USUAL[0]),
                help="照签批抄写；须有明确意见、姓名和完整日期。",
            ),
        ]
        self._brief = brief(desk, row.id)
        about = ("outgoing", row.id)
        title = f"{self.plan.act} {row.name}"
        super().__init__(title, fields, self._sign, desk=desk, about=about, below=self._reading(desk))

    def _source(self, desk: Desk) -> Source:
        people = source_of(person_choices, desk)

        def source(typed: str) -> Sequence[Choice]:
            seats = [Choice(str(one.person_id), one.words, one.title) for one in self.plan.allowed]
            there = {one.id for one in seats}
            return [*best(typed, seats), *(one for one in people(typed) if one.id not in there)]

        return source

    def on_mount(self) -> None:
        """Say what the rules say."""
        self.call_after_refresh(self._tell)

    def on_form_changed(self, event: Form.Changed) -> None:
        """A signer chosen by hand stays."""
        self._touched = self._touched or event.field_id == "signer"

    def on_form_left(self, event: Form.Left) -> None:
        """Another day: whoever may sign on it; another signer: whether he may."""
        if event.field_id == "on" and (day := _day(event.text)):
            self.plan = signing.signer_plan(self.desk, self._row.id, day)
            if not self._touched:
                self.form.put("signer", _seat(self.plan) or "")
        if event.field_id in ("on", "signer"):
            self._tell()

    def _tell(self) -> None:
        chosen = self.form.value("signer")
        named = self.plan.seat(as_id(chosen)) is not None or self.plan.rule is None or chosen is None
        tail = "" if named else "不在可以签发的人之中"
        self.form.set_note("signer", tail, "warn")
        self.below.show("", self._reading(self.desk))

    def _reading(self, desk: Desk) -> list[Part | Section]:
        """The rule about the signer and who may sign by it, then the paper."""
        seats = "、".join(seat.label for seat in self.plan.allowed)
        facts = [Fact("规定", plan_words(desk, self.plan)), Fact(f"可以{self.plan.act}", seats or "没有找到")]
        return [*(facts if self.plan.rule else facts[:1]), *self._brief]

    def _sign(self, values: dict[str, Any], permits: Permits) -> Outcome:
        signer, on = as_id(values["signer"]), as_day(values["on"]) or self.desk.today()
        opinion = values["opinion"].label if values["opinion"] else ""
        return signing.sign(self.desk, self._row.id, signer, opinion, on, permits)


def _seat(plan: SignerPlan) -> Choice | None:
    seat = plan.expected
    return Choice(str(seat.person_id), seat.words, seat.title) if seat else None


def _day(text: str) -> date | None:
    try:
        return as_day(text)
    except (Refusal, ValueError):
        return None
