"""领导审定: the next leader's step on one topic or on all that are marked, on one form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.topics import stamping, views
from govtui.services.meetings.topics.rows import StampPlan, TopicRow
from govtui.services.people import person_choices
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.meetings.topic_telling import brief
from govtui.ui.widgets.choices import Choice, Source, among, best
from govtui.ui.widgets.detail import Fact, Grid, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

USUAL = ("同意", "同意上会", "同意，请按程序办理", "请进一步协调")
_AGREES, _REFUSES = "yes", "no"


class StampForm(GatedEntry):
    """Who, opinion, day; another day may mean another leader. Left empty, each topic takes the leader it waits for."""

    def __init__(self, desk: Desk, rows: Sequence[TopicRow]) -> None:
        self._rows = tuple(rows)
        self._touched = False
        self.plans = plans_of(desk, rows, desk.today())
        about = ("topic", rows[0].id)
        below = self._reading(desk)
        super().__init__(_title(rows, self.plans), self._fields(desk), self._stamp, desk=desk, about=about, below=below)

    def _fields(self, desk: Desk) -> list[Field]:
        each = "" if len(self._rows) == 1 else "留空即各议题由应当的人。"
        return [
            Field(
                "who",
                "领导",
                "pick",
                source=self._people(desk),
                default=_expected(self.plans) or "",
                placeholder="各议题应当的人" if len(self._rows) > 1 else "",
                help=f"按规定已填好；别人定的，首字母选人，保存时说明依据。{each}",
            ),
            day_field(
                desk, "on", "日期", gone=True, default=desk.today(), help="批示上写的日期；3.15、昨天、-1 都可以。"
            ),
            Field("agreed", "结论", "choice", choices=(Choice(_AGREES, "同意"), Choice(_REFUSES, "不同意，退回单位"))),
            Field(
                "opinion",
                "意见",
                "pick",
                free=True,
                required=True,
                wide=True,
                source=among([Choice(one, one) for one in USUAL]),
                default=Choice(USUAL[0], USUAL[0]),
                help="照批示抄写。不同意的写明理由，议题退回单位。",
            ),
        ]

    def _people(self, desk: Desk) -> Source:
        everybody = source_of(person_choices, desk)

        def source(typed: str) -> Sequence[Choice]:
            seats = {one.person_id: one for plan in self.plans for one in plan.seats}
            first = [Choice(str(one.person_id), one.words, one.title) for one in seats.values()]
            return [*best(typed, first), *(one for one in everybody(typed) if int(one.id) not in seats)]

        return source

    def on_form_changed(self, event: Form.Changed) -> None:
        """A leader chosen by hand stays."""
        self._touched = self._touched or event.field_id == "who"

    def on_form_left(self, event: Form.Left) -> None:
        """Another day: whoever takes the step on it."""
        if event.field_id == "on" and not self.form.error("on") and event.text:
            self.plans = plans_of(self.desk, self._rows, date.fromisoformat(event.text))
            if not self._touched:
                self.form.put("who", _expected(self.plans) or "")
            self.below.show("", self._reading(self.desk))
        if event.field_id in ("on", "who"):
            self._warn()

    def _warn(self) -> None:
        chosen = as_id(self.form.value("who")) if self.form.text("who") else None
        named = all(chosen in {seat.person_id for seat in plan.seats} for plan in self.plans)
        self.form.set_note("who", "" if named or chosen is None else "不在规定的人之中", "warn")

    def _reading(self, desk: Desk) -> list[Part | Section]:
        """Whose step it is by the rules; the topic where there is one, else each with its leader."""
        if len(self._rows) == 1:
            plan = self.plans[0]
            seats = "、".join(seat.label for seat in plan.seats) or f"没有找到{plan.missing}"
            return [Fact(plan.act or "审定", seats), *_about(desk, self._rows[0])]
        lines = [(row.title, f"{plan.act} {_whom(plan)}") for row, plan in zip(self._rows, self.plans, strict=True)]
        return [Section(f"{len(lines)} 个议题的下一步", (Grid(tuple(lines), ("", "accent")),))]

    def _stamp(self, values: dict[str, Any], permits: Permits) -> Outcome:
        opinion = values["opinion"].label if values["opinion"] else ""
        on, agreed = as_day(values["on"]) or self.desk.today(), values["agreed"] == _AGREES
        ids = [row.id for row in self._rows]
        return stamping.stamp(self.desk, ids, as_id(values["who"]), opinion, on, agreed, permits)


def plans_of(desk: Desk, rows: Sequence[TopicRow], on: date) -> tuple[StampPlan, ...]:
    """The next step of each topic."""
    return tuple(stamping.stamp_plan(desk, row.id, on) for row in rows)


def _title(rows: Sequence[TopicRow], plans: Sequence[StampPlan]) -> str:
    acts = "、".join(dict.fromkeys(plan.act for plan in plans if plan.act)) or "领导审定"
    return f"{acts} {rows[0].title}" if len(rows) == 1 else f"{acts} {len(rows)} 个议题"


def _first(plan: StampPlan) -> Seat | None:
    return next(iter(plan.seats), None)


def _whom(plan: StampPlan) -> str:
    seat = _first(plan)
    return seat.label if seat else f"没有找到{plan.missing}"


def _expected(plans: Sequence[StampPlan]) -> Choice | None:
    """The leader that every one of them waits for; None where they wait for different ones."""
    firsts = {seat.person_id: seat for plan in plans if (seat := _first(plan)) is not None}
    if len(firsts) != 1 or any(not plan.seats for plan in plans):
        return None
    (seat,) = firsts.values()
    return Choice(str(seat.person_id), seat.words, seat.title)


def _about(desk: Desk, row: TopicRow) -> list[Part | Section]:
    try:
        return brief(views.detail(desk, row.id))
    except Refusal:
        return []


def stamp_form(desk: Desk, rows: Sequence[TopicRow]) -> StampForm:
    """The form for these topics. Raises Refusal where one of them has no step left."""
    plans = plans_of(desk, rows, desk.today())
    for row, plan in zip(rows, plans, strict=True):
        if plan.done:
            raise Refusal(f"“{row.title}”没有等待领导的步骤，请取消标记。")
    return StampForm(desk, rows)
