"""The forms of the steps: the office's opinion, what leaders answer, leave to ask heads of counties."""

from collections.abc import Sequence
from typing import Any

from govtui.domain.meetings.engagements import heads_title
from govtui.domain.meetings.states import ANSWERS, GOES, INSTEAD, PENDING
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.engagements import handling, views
from govtui.services.meetings.engagements.rows import EngagementRow, LeaderAnswer, LeaderSaid
from govtui.services.meetings.topics.rows import StampPlan
from govtui.services.people import leader_choices, person_choices
from govtui.ui.screens.deskpage import as_day, as_id, day_field, picked, source_of
from govtui.ui.screens.engagements.showing import brief_parts
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.widgets.choices import Choice, Source, among, best
from govtui.ui.widgets.detail import Fact, Part, Section
from govtui.ui.widgets.fields import Field

AGREES, DISAGREES = "同意", "不同意，退回"
USUAL = ("同意", "拟同意，请领导审定", "建议出席", "建议由其他领导出席")
_ME = "me"
"""The clerk himself, who need not stand in the address book."""


def named(rows: Sequence[EngagementRow]) -> str:
    """The engagements of a form in its title."""
    return rows[0].title + (f" 等 {len(rows)} 项" if len(rows) > 1 else "")


def stamp_form(desk: Desk, rows: Sequence[EngagementRow], plan: StampPlan) -> GatedEntry:
    """The next step of the office on several engagements at once."""
    me = [Choice(_ME, f"{desk.actor.name}（本人）")] if plan.slot == "serving_section" else []
    seats = [Choice(str(one.person_id), one.words, one.title) for one in plan.seats]
    mine = next((one for one in seats if one.label == desk.actor.name), None)
    first = mine or next(iter([*me, *seats]), None)
    title = desk.book.slot_title(plan.slot)
    fields = [
        Field(
            "who",
            title,
            "pick",
            required=True,
            source=_people(desk, [*seats, *me]),
            default=first or "",
            help="按环节已填好；别人办的，首字母选人。",
        ),
        day_field(desk, "on", "日期", gone=True, default=desk.today()),
        Field("agreed", "结论", "choice", choices=(AGREES, DISAGREES), default=AGREES),
        Field(
            "opinion",
            "意见",
            "pick",
            free=True,
            wide=True,
            source=among([Choice(one, one) for one in USUAL]),
            default=Choice(USUAL[0], USUAL[0]),
            help="不同意的写明意见，退回报来单位。",
        ),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        who, agreed = values["who"], values["agreed"] == AGREES
        opinion = values["opinion"].label if values["opinion"] else ""
        person = None if who.id == _ME else as_id(who)
        if not agreed and opinion == USUAL[0]:
            raise Refusal("选了不同意，请把意见改成不同意的理由。")
        return handling.stamp(
            desk, [row.id for row in rows], person, opinion, as_day(values["on"]), agreed, permits=permits
        )

    return GatedEntry(
        f"{plan.act} {named(rows)}",
        fields,
        save,
        desk=desk,
        about=("engagement", rows[0].id),
        below=[*_plan_parts(desk, plan), *brief_parts(desk.book, views.detail(desk, rows[0].id))],
    )


def answer_form(desk: Desk, row: EngagementRow) -> GatedEntry:
    """What each leader of an engagement answered; who has not answered is put down as coming."""
    found = views.detail(desk, row.id)
    if not found.leaders:
        raise Refusal(f"《{row.title}》没有请领导。")
    fields = [field for one in found.leaders for field in _answer_fields(desk, one)]
    fields.append(day_field(desk, "on", "答复日期", gone=True, default=desk.today()))

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        for one in found.leaders:
            if values[f"instead-{one.id}"] is not None and values[f"said-{one.id}"] != INSTEAD:
                raise Refusal(f"{one.name}：填了改派的人，答复请选“{INSTEAD}”；不改派的把那一栏清空。")
        answers = [
            LeaderSaid(one.id, values[f"said-{one.id}"], as_id(values[f"instead-{one.id}"])) for one in found.leaders
        ]
        return handling.answer_each(desk, answers, as_day(values["on"]), permits)

    about = ("engagement", row.id)
    below = brief_parts(desk.book, found)
    return GatedEntry(f"领导答复 {row.title}", fields, save, desk=desk, about=about, below=below)


def _answer_fields(desk: Desk, one: LeaderAnswer) -> list[Field]:
    return [
        Field(
            f"said-{one.id}",
            one.name,
            "choice",
            choices=ANSWERS,
            default=GOES if one.answer == PENDING else one.answer,
            help="还没有答复的先按出席填好，没有答复就改成待定。",
        ),
        Field(
            f"instead-{one.id}",
            "改派",
            "pick",
            source=source_of(leader_choices, desk),
            default=picked(one.instead_id, one.instead) if one.answer == INSTEAD else "",
            help="答复是改派的，选谁去。",
        ),
    ]


def heads_form(desk: Desk, row: EngagementRow) -> GatedEntry:
    """Who let heads of counties be asked to a department's meeting."""
    plan = handling.heads_plan(desk, row.id)
    fields = [
        Field(
            "who",
            "批准人",
            "pick",
            required=True,
            source=_people(desk, [Choice(str(one.person_id), one.words, one.title) for one in plan.allowed]),
            default=_seat(plan.expected),
            help="按规则已填好。",
        ),
        day_field(desk, "on", "批准日期", gone=True, default=desk.today()),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        who = as_id(values["who"])
        if who is None:
            raise Refusal("请从通讯录里选批准人。")
        return handling.allow_heads(desk, row.id, who, as_day(values["on"]), permits)

    title = f"批准请{heads_title(desk.book)} {row.title}"
    below = brief_parts(desk.book, views.detail(desk, row.id))
    return GatedEntry(title, fields, save, desk=desk, about=("engagement", row.id), below=below)


def _seat(seat: Seat | None) -> Choice | str:
    return Choice(str(seat.person_id), seat.words, seat.title) if seat else ""


def _people(desk: Desk, first: Sequence[Choice]) -> Source:
    """Those of the step in front, then everybody."""
    people = source_of(person_choices, desk)

    def source(typed: str) -> Sequence[Choice]:
        there = {one.id for one in first}
        return [*best(typed, first), *(one for one in people(typed) if one.id not in there)]

    return source


def _plan_parts(desk: Desk, plan: StampPlan) -> list[Part | Section]:
    steps = desk.book.invitations.steps if desk.book.invitations else ()
    order = " → ".join(f"{desk.book.slot_title(step.slot)}{step.act}" for step in steps)
    return [Fact("环节", order), Fact(f"可以{plan.act}", dict(plan.facts)[handling.CAN])]
