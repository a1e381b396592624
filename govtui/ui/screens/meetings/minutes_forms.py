"""Forms of minutes: the text, a review, the sign-off, issue and publication; their defaults stand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtui.domain.explain import SILENT
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat, SignerPlan
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.minutes import composing, issuing, signing
from govtui.services.meetings.rows import MinutesDetail, MinutesRow, ReviewNeed
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.meetings.leaving import people_first
from govtui.ui.screens.meetings.minutes_showing import review_fact
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.detail import Fact, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

OPINIONS = ("同意", "同意印发", "同意，按意见修改后印发")
ROWS, OTHER_ROWS = 9, 15
"""Lines of the text that are seen at once on the smallest screen, and those of everything around it."""


def name_of(row: MinutesRow) -> str:
    """What the minutes are called in a title."""
    return row.number or row.title


class EditForm(Entry):
    """The text of the minutes; what was typed and not saved comes back."""

    def __init__(self, desk: Desk, found: MinutesDetail, rows: int = ROWS) -> None:
        fields = found.fields
        asked = [
            Field("title", "标题", required=True, wide=True, default=fields["title"]),
            Field("body", "正文", "multiline", rows=rows, required=True, default=fields["body"]),
            Field("copies_to", "分送", "multiline", rows=2, default=fields["copies_to"]),
            Field(
                "finance",
                "涉及财政收支",
                "bool",
                default=bool(fields["finance"]),
                wide=True,
                help="涉及财政收支的，签发前送分管财政的领导审核。",
            ),
        ]

        def save(values: dict[str, Any]) -> Any:
            said = (values["title"], values["body"], values["copies_to"], values["finance"])
            return composing.edit(desk, found.row.id, found.row.version, *said)

        draft = f"minutes.{found.row.id}"
        super().__init__(f"修改纪要 {found.row.title}", asked, save, draft_id=draft, drafts=desk.drafts)


def _opinion(label: str) -> Field:
    return Field(
        "opinion",
        label,
        "pick",
        free=True,
        required=True,
        wide=True,
        source=among([Choice(one, one) for one in OPINIONS]),
        default=Choice(OPINIONS[0], OPINIONS[0]),
        help="照签批抄写；须有明确意见、姓名和完整日期。",
    )


def _seats(seats: Sequence[Seat]) -> list[Choice]:
    return [Choice(str(seat.person_id), seat.words, seat.title) for seat in seats]


def review_form(desk: Desk, row: MinutesRow, need: ReviewNeed) -> GatedEntry:
    """登记审核: who gave it, when, in which words."""
    seats = _seats(need.seats)
    fields = [
        Field(
            "who",
            "审核人",
            "pick",
            required=True,
            source=people_first(desk, seats),
            default=seats[0] if seats else "",
            help="按规则已填好；别人审核的，首字母选人，保存时说明依据。",
        ),
        day_field(desk, "on", "审核日期", gone=True, default=desk.today()),
        _opinion("审核意见"),
        Field("agreed", "是否同意", "bool", default=True, help="不同意的选否，退回修改后重新送审。"),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        said = (as_id(values["who"]), values["opinion"].label, as_day(values["on"]))
        return signing.review(desk, row.id, need.step, *said, permits, agreed=values["agreed"])

    below: list[Part | Section] = [Fact("审核事项", need.matter), *(Fact(*fact) for fact in need.facts)]
    below += [Fact("涉及", need.about)] if need.about else []
    about = ("minutes", row.id)
    return GatedEntry(f"登记审核 {name_of(row)}", fields, save, desk=desk, about=about, below=below)


class MinutesSignForm(GatedEntry):
    """签发: the signer whom the rules name stands there; another day may mean another signer."""

    def __init__(self, desk: Desk, minutes_id: int) -> None:
        from govtui.services.meetings.minutes import views

        self._row = views.one_row(desk, minutes_id)
        self._on = desk.today()
        self.plan = signing.signer_plan(desk, minutes_id, self._on)
        self._touched = False
        seats = _seats(self.plan.allowed)
        fields = [
            Field(
                "signer",
                "签发人",
                "pick",
                required=True,
                source=people_first(desk, seats),
                default=seats[0] if seats else "",
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
            _opinion("签发意见"),
        ]
        about = ("minutes", minutes_id)
        title = f"{self.plan.act} {name_of(self._row)}"
        super().__init__(title, fields, self._sign, desk=desk, about=about, below=self._reading(desk))

    def on_mount(self) -> None:
        """Say what the rules say."""
        self.call_after_refresh(self._tell)

    def on_form_changed(self, event: Form.Changed) -> None:
        """A signer chosen by hand stays."""
        self._touched = self._touched or event.field_id == "signer"

    def on_form_left(self, event: Form.Left) -> None:
        """Another day: whoever may sign on it; another signer: whether he may."""
        if event.field_id == "on" and (day := _day(event.text)):
            self._on, self.plan = day, signing.signer_plan(self.desk, self._row.id, day)
            if not self._touched:
                self.form.put("signer", next(iter(_seats(self.plan.allowed)), ""))
        if event.field_id in ("on", "signer"):
            self._tell()

    def _tell(self) -> None:
        chosen = self.form.value("signer")
        named = chosen is None or self.plan.rule is None or self.plan.seat(as_id(chosen)) is not None
        self.form.set_note("signer", "" if named else "不在可以签发的人之中", "warn")
        self.below.show("", self._reading(self.desk))

    def _reading(self, desk: Desk) -> list[Part | Section]:
        """The rule about the signer, who may sign by it, and the reviews before it."""
        seats = "、".join(seat.label for seat in self.plan.allowed)
        facts: list[Part | Section] = [Fact("规定", plan_words(desk, self.plan))]
        facts += [Fact(f"可以{self.plan.act}", seats or "没有找到")] if self.plan.rule else []
        needs = signing.needed_reviews(desk, self._row.id, self._on)
        return [*facts, *([Section("签发前的审核", tuple(map(review_fact, needs)))] if needs else [])]

    def _sign(self, values: dict[str, Any], permits: Permits) -> Outcome:
        opinion = values["opinion"].label if values["opinion"] else ""
        return signing.sign(self.desk, self._row.id, as_id(values["signer"]), opinion, as_day(values["on"]), permits)


def plan_words(desk: Desk, plan: SignerPlan) -> str:
    """What the rules say of the signer, in one line."""
    if plan.rule is None:
        return f"由谁{plan.act}{SILENT}"
    article = desk.book.rule(plan.rule.rule).article_text if plan.rule.rule else ""
    named = f"{plan.rule.matter}由{dict(plan.facts).get('规定由谁签', '')}{plan.act}"
    return f"{article}：{named}" if article else named


def _day(text: str) -> date | None:
    try:
        return as_day(text)
    except (Refusal, ValueError):
        return None


def issue_form(desk: Desk, row: MinutesRow) -> Entry:
    """印发: the day and the copies."""
    fields = [
        day_field(desk, "on", "印发日期", gone=True, default=desk.today()),
        Field("copies", "份数", "number", help="可空。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        return issuing.issue(desk, [row.id], as_day(values["on"]), values["copies"] or 0)

    return Entry(f"印发 {name_of(row)}", fields, save)


def publicity_form(desk: Desk, found: MinutesDetail) -> GatedEntry:
    """公开方式: with the reason where the decisions stay closed."""
    terms = desk.book.publication
    reasoned = "、".join(terms.reason_needed) if terms else ""
    states = terms.states if terms else ()
    fields = [
        Field("publicity", "公开方式", "choice", choices=states, default=found.row.publicity, wide=True),
        Field(
            "reason",
            "理由",
            wide=True,
            default=found.fields["publicity_reason"],
            help=f"{reasoned}的要写理由。" if reasoned else "",
        ),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        return issuing.set_publicity(desk, found.row.id, values["publicity"], values["reason"], permits)

    about = ("minutes", found.row.id)
    return GatedEntry(f"公开方式 {name_of(found.row)}", fields, save, desk=desk, about=about)


def publish_form(desk: Desk, row: MinutesRow) -> Entry:
    """已公开: the day and the channel."""
    fields = [
        day_field(desk, "on", "公开日期", gone=True, default=desk.today()),
        Field("channel", "公开渠道", help="如 政府门户网站、政府公报。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        return issuing.publish(desk, [row.id], as_day(values["on"]), values["channel"])

    return Entry(f"已公开 {name_of(row)}", fields, save)
