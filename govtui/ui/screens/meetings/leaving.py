"""请假: who grants it stands there first; reason, duty-room filing and deputy in the same form."""

from collections.abc import Sequence
from typing import Any

from govtui.domain.meetings.states import ASKED, DEPUTY, GRANTED
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings import attendance, leaving
from govtui.services.meetings.rows import AttendeeRow, LeavePlan, LeaveRow
from govtui.services.people import person_choices
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, picked, source_of
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.meetings.attendance_showing import plan_parts
from govtui.ui.widgets.choices import Choice, Source, among, best
from govtui.ui.widgets.fields import Field

REASONS = ("参加上级会议", "陪同上级检查调研", "外出招商", "外出学习培训", "处理紧急事务", "因病请假", "因事请假")


def people_first(desk: Desk, seats: Sequence[Choice]) -> Source:
    """A source that offers these people first, then anybody in the address book."""
    people = source_of(person_choices, desk)

    def source(typed: str) -> Sequence[Choice]:
        there = {one.id for one in seats}
        return [*best(typed, seats), *(one for one in people(typed) if one.id not in there)]

    return source


class LeaveForm(GatedEntry):
    """Leave of one meeting for one person: one save does all that the rules ask."""

    def __init__(self, desk: Desk, meeting_id: int, one: AttendeeRow) -> None:
        self.plan = leaving.leave_plan(desk, one.id)
        self.one = one
        self.known = one.leave if one.leave is not None and one.leave.state in (ASKED, GRANTED) else None
        about = ("meeting", meeting_id)
        below = plan_parts(desk.book, self.plan)
        title = f"请假 {one.title}{one.name}"
        super().__init__(title, _fields(desk, one, self.plan), self._grant, desk=desk, about=about, below=below)

    def _grant(self, values: dict[str, Any], permits: Permits) -> Outcome:
        if self.known is not None:
            return self._complete(self.known, values, permits)
        reason = values["reason"].label if values["reason"] else ""
        said = {"duty_filed": values["duty"], "deputy": values["deputy"], "deputy_title": values["post"]}
        on = as_day(values["on"]) or self.desk.today()
        return leaving.leave(self.desk, self.one.id, reason, as_id(values["by"]), on, permits=permits, **said)

    def _complete(self, known: LeaveRow, values: dict[str, Any], permits: Permits) -> Outcome:
        """A leave that was asked for before: what is new about it."""
        done = None
        if values["duty"] and known.duty_filed is None:
            done = leaving.file_with_duty(self.desk, known.id)
        if values["deputy"] and (values["deputy"], values["post"]) != (known.deputy, known.deputy_title):
            done = leaving.name_deputy(self.desk, known.id, values["deputy"], values["post"])
        if done is None or known.state == ASKED or any(one.endswith("批准") for one in known.lacks):
            on = as_day(values["on"]) or self.desk.today()
            done = leaving.grant(self.desk, known.id, as_id(values["by"]), on, permits)
        return done


def _fields(desk: Desk, one: AttendeeRow, plan: LeavePlan) -> list[Field]:
    seats = [Choice(str(seat.person_id), seat.words, seat.title) for seat in plan.approvers]
    known = one.leave
    reason = known.reason if known else ""
    return [
        Field(
            "reason",
            "请假理由",
            "pick",
            free=True,
            required=True,
            wide=True,
            source=among([Choice(each, each) for each in REASONS]),
            default=Choice(reason, reason) if reason else "",
            help="首字母选常用的，或直接写。",
        ),
        Field(
            "by",
            "批准人",
            "pick",
            required=True,
            source=people_first(desk, seats),
            default=seats[0] if seats else "",
            help="按规则已填好；别人批的，首字母选人，保存时说明依据。",
        ),
        day_field(desk, "on", "批准日期", gone=True, default=(known and known.approved) or desk.today()),
        Field("duty", "已备案", "bool", default=bool(known and known.duty_filed), help=_duty_help(plan)),
        Field("deputy", "代会人", default=one.deputy, help=_deputy_help(plan)),
        Field("post", "代会人职务", default=one.deputy_title),
    ]


def _duty_help(plan: LeavePlan) -> str:
    return "须在总值班室备案；还没有备案的选否，以后按 d 补。" if plan.duty_filing else "这次请假没有规定要备案。"


def _deputy_help(plan: LeavePlan) -> str:
    return "须派熟悉情况的负责人代会；还没有定的先空着，以后按 n 补。" if plan.deputy else "没有规定要派人，可空。"


def deputy_form(desk: Desk, one: AttendeeRow) -> Entry:
    """代会人: name and post."""
    fields = [
        Field(
            "deputy",
            "代会人",
            "pick",
            free=True,
            required=True,
            source=source_of(person_choices, desk),
            default=picked(None, one.deputy) or one.deputy,
            help="首字母选人或直接写姓名。",
        ),
        Field("post", "职务", default=one.deputy_title),
    ]

    def save(values: dict[str, Any]) -> Any:
        name, post = values["deputy"].label, values["post"]
        if one.leave is not None and one.leave.state in (ASKED, GRANTED):
            return leaving.name_deputy(desk, one.leave.id, name, post)
        return attendance.reply(desk, [one.id], DEPUTY, name, post)

    return Entry(f"代会人 {one.title}{one.name}", fields, save)
