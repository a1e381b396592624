"""What the commands about meetings, minutes and proposed matters do."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from govtui.domain.clock import short_day
from govtui.domain.findings import Finding
from govtui.domain.meetings.states import BEFORE, NOT_TAKEN, RUNNING
from govtui.services.documents.rows import Outcome
from govtui.services.meetings import agenda, calling, listing, views
from govtui.services.meetings.minutes import proposed
from govtui.services.meetings.rows import MeetingRow, MinutesRow, ProposedRow
from govtui.ui import work
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.meetings.months import MonthScreen
from govtui.ui.screens.meetings.planning import ChangeForm, PlanForm
from govtui.ui.screens.meetings.showing import moment
from govtui.ui.screens.meetings.topic_acts import TopicActs
from govtui.ui.screens.moments import as_moment, moment_field
from govtui.ui.widgets.choices import Choice, among

_MOST = 200


class MeetingActs(TopicActs):
    """Planning, notifying, opening and closing meetings; the screens of the day; minutes; what is to be supervised."""

    def meeting(self) -> MeetingRow | None:
        """The meeting under the cursor as it stands now."""
        meeting_id = self.meeting_id()
        found: MeetingRow | None = self.quick(views.one_row, meeting_id) if meeting_id is not None else None
        return found

    # -- planning ---------------------------------------------------------------------------------------------------

    def action_plan(self) -> None:
        """Plan a meeting."""
        form = self.quick(PlanForm)
        if form is not None:
            self.app.push_screen(form, self._planned)

    def _planned(self, saved: Any) -> None:
        if saved is not None:
            self.changed(saved, ("meeting", saved.id))
            self.show_thing("meeting", saved.id)

    def action_change(self) -> None:
        """Change the meeting under the cursor."""
        row = self.meeting()
        form = self.quick(ChangeForm, row) if row is not None else None
        if row is not None and form is not None:
            self.open_form(form, ("meeting", row.id))

    def action_cancel(self) -> None:
        """The meeting will not be held."""
        if row := self.meeting():
            then = lambda text: self.do(calling.cancel, row.id, text, about=("meeting", row.id))  # noqa: E731
            self.ask(f"{row.name}\n取消会议，已列入的议题回到待上会。理由", then, title="取消会议")

    def action_send_notice(self) -> None:
        """The notice went out; write it where it can be written."""
        if not (row := self.meeting()):
            return

        def done(outcome: Outcome) -> None:
            self.changed(outcome, ("meeting", row.id))
            self.write_notice(row, outcome.findings)

        call = partial(calling.notify, self.desk, row.id)
        work.run(self, call, group="write", on_done=done)

    def write_notice(self, row: MeetingRow, findings: Sequence[Finding]) -> None:
        """Written by the page."""
        raise NotImplementedError

    def action_open_close(self) -> None:
        """Open a meeting that is to come; close the one that runs."""
        if not (row := self.meeting()):
            return
        if row.state in BEFORE:
            self.open_form(open_form(self.desk, row), ("meeting", row.id))
        elif row.state == RUNNING:
            self.open_form(close_form(self.desk, row), ("meeting", row.id))
        else:
            self.complain(f"{row.name}{row.state}，不能再开会、散会。")

    def action_unopen(self) -> None:
        """The meeting was opened by mistake: it is still to come."""
        if not (row := self.meeting()):
            return
        if row.state != RUNNING:
            self.complain(f"{row.name}现在是“{row.state}”，只有开会中的会议可以撤回开会。")
            return
        then = lambda text: self.do(calling.put_back, row.id, text, about=("meeting", row.id))  # noqa: E731
        self.ask(f"{row.name}\n开会登记有误，撤回到已通知。理由", then, title="撤回开会")

    def action_month(self) -> None:
        """The meetings of the month."""
        self.go_to(MonthScreen(self.desk))

    # -- listing topics ---------------------------------------------------------------------------------------------

    def action_list_on(self) -> None:
        """Put all marked topics on the agenda of a meeting to come, the one they were meant for first."""
        rows = self.topics()
        if not rows:
            return
        meetings = self.coming({row.wanted for row in rows})
        if not meetings:
            kinds = "、".join(dict.fromkeys(row.kind_name for row in rows))
            self.complain(f"没有待开的会议。先到“待开”队列按 n 筹备{kinds}，再列入议题。")
            return
        ids = [row.id for row in rows]

        frozen = {str(row.id) for row in meetings if row.frozen}

        def picked(choice: Choice | None) -> None:
            if choice is not None and choice.id in frozen:
                question = f"{choice.label}的议程已冻结，临时增加的理由"
                self.ask(question, partial(self._list_on, int(choice.id), ids), title="临时列入")
            elif choice is not None:
                self._list_on(int(choice.id), ids)

        self.app.push_screen(Pick(f"把 {len(ids)} 个议题列入", among(_choices(meetings)), hint="回车列入"), picked)

    def _list_on(self, meeting_id: int, ids: Sequence[int], reason: str = "") -> None:
        listed = partial(self.changed, about=("meeting", meeting_id))
        self.gated(agenda.add, meeting_id, ids, reason, about=("topic", ids[0]), on_done=listed)

    def coming(self, kinds: set[str]) -> Sequence[MeetingRow]:
        """Meetings to come, those of these kinds first, then the soonest."""
        rows = listing.MeetingList(self.desk, "coming").rows(0, _MOST)
        return sorted(
            rows, key=lambda row: (row.kind not in kinds, row.starts is None, row.starts and row.starts.isoformat())
        )

    # -- the screens of one meeting ---------------------------------------------------------------------------------

    def action_board(self) -> None:
        """The agenda board."""
        from govtui.ui.screens.meetings.board import AgendaBoard

        self._over(AgendaBoard)

    def action_people(self) -> None:
        """Who is expected, who comes, who has leave."""
        from govtui.ui.screens.meetings.attendance import AttendanceScreen

        self._over(AttendanceScreen)

    def action_sign_in(self) -> None:
        """Two keys a person."""
        from govtui.ui.screens.meetings.signing_in import SignInScreen

        self._over(SignInScreen)

    def action_decide(self) -> None:
        """What became of each topic."""
        from govtui.ui.screens.meetings.deciding import DecidingScreen

        self._over(DecidingScreen)

    def _over(self, screen: Any) -> None:
        meeting_id = self.meeting_id()
        if meeting_id is not None:
            self.last = ("meeting", meeting_id)
            self.go_to(screen(self.desk, meeting_id))

    # -- minutes ----------------------------------------------------------------------------------------------------

    def action_write_minutes(self) -> None:
        """Open the minutes of the meeting; write them first where there are none."""
        from govtui.services.meetings.minutes import composing

        row = self.current()
        if isinstance(row, MinutesRow):
            self._open_minutes(row.id)
            return
        found = self.quick(views.detail, row.id) if row is not None else None
        if found is not None and found.minutes_id is not None:
            self._open_minutes(found.minutes_id)
        elif found is not None:
            call = partial(composing.start, self.desk, found.row.id)
            work.run(self, call, group="write", on_done=lambda made: self._open_minutes(made.id))

    def _open_minutes(self, minutes_id: int) -> None:
        from govtui.ui.screens.meetings.minutes import MinutesScreen

        self.last = ("minutes", minutes_id)
        self.go_to(MinutesScreen(self.desk, minutes_id))

    # -- what is to be supervised -----------------------------------------------------------------------------------

    def _proposals(self) -> list[ProposedRow]:
        source = proposed.ProposedList(self.desk, self.words_shown())
        wanted = set(self.ids())
        return [one for one in source.rows(0, source.count()) if one.id in wanted]

    def words_shown(self) -> str:
        """Written by the page."""
        raise NotImplementedError

    def action_not_supervise(self) -> None:
        """These decisions are not followed as items of supervision."""
        self.reasoned("不立督查项，理由", proposed.take_off, "不立项", ("已经办结", "不需要督办", "与已有事项重复"))

    def action_put_back(self) -> None:
        """Follow them after all."""
        ids = [one.id for one in self._proposals() if one.state == NOT_TAKEN]
        if ids:
            self.do(proposed.put_back, ids)
        elif self.ids():
            self.complain("标记的事项里没有不立项的。")


def _choices(meetings: Sequence[MeetingRow]) -> list[Choice]:
    return [
        Choice(
            str(row.id),
            row.name or row.kind_name,
            "　".join(filter(None, (moment(row.starts), f"已列 {row.topics} 个"))),
        )
        for row in meetings
    ]


def open_form(desk: Any, row: MeetingRow) -> GatedEntry:
    """开会: at what time; the rule about the chair is asked as of that day."""

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        return calling.open_meeting(desk, row.id, as_moment(values["at"]), permits)

    fields = [moment_field(desk, "at", "几点开会", desk.now(), help="实际开会的时间。")]
    return GatedEntry(f"开会 {row.name}", fields, save, desk=desk, about=("meeting", row.id))


def close_form(desk: Any, row: MeetingRow) -> GatedEntry:
    """散会: at what time; every topic needs its result first."""

    def save(values: dict[str, Any], _permits: Permits) -> Outcome:
        return calling.close_meeting(desk, row.id, as_moment(values["at"]))

    fields = [moment_field(desk, "at", "几点散会", desk.now(), help="实际散会的时间；每个议题都要有结果或已撤下。")]
    day = short_day(row.starts.date()) if row.starts else ""
    return GatedEntry(f"散会 {row.name} {day}", fields, save, desk=desk, about=("meeting", row.id))
