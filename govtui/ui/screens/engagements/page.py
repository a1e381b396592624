"""活动: queues, list and detail of invitations, departments' meetings and other entries of the plan."""

from collections.abc import Sequence
from typing import Any

from govtui.domain.meetings.states import ENGAGEMENT_QUEUES
from govtui.domain.refusal import Refusal
from govtui.services.documents.rows import QueueCount
from govtui.services.meetings.engagements import listing, views
from govtui.services.meetings.engagements.judging import explanations
from govtui.services.meetings.engagements.rows import EngagementRow
from govtui.ui import work
from govtui.ui.dialogs.reading import Reading
from govtui.ui.dialogs.why import Why
from govtui.ui.screens.engagements.acts import EngagementActs
from govtui.ui.screens.engagements.commands import ENGAGEMENT_COMMANDS
from govtui.ui.screens.engagements.showing import (
    COLUMNS,
    MIXED_COLUMNS,
    SETTLED_COLUMNS,
    EngagementSource,
    detail_parts,
    heading,
    yearly_parts,
)
from govtui.ui.screens.queuepage import QueuePage
from govtui.ui.widgets.columns import Column

_COLUMNS = {"todo": COLUMNS, "leader": COLUMNS, "settled": SETTLED_COLUMNS}
_LOOKED_AT = 500
"""Rows of a queue among which an engagement is looked for before the list is narrowed to it."""


class EngagementsPage(QueuePage, EngagementActs):
    """What asks for leaders' time besides the government's own meetings."""

    COLUMNS = COLUMNS
    EMPTY = "这个队列没有活动。按 n 登记，按 ] 换队列，按 w 看一周安排，按 F4 到会议。"
    FIRST = "todo"
    MARKED = "g 下一步  x 退回取消"
    ACTIONS = ENGAGEMENT_COMMANDS
    HELP = (
        "请领导出席的活动、部门召开的全市性会议和其他活动。g 办下一步，a 登记领导答复，w 看一周会议活动安排；"
        "时间相撞的标“冲突”。? 看缺什么、依据哪一条。"
    )

    def source(self, queue: str, words: str) -> EngagementSource:
        """The engagements of one queue."""
        return EngagementSource(listing.EngagementList(self.desk, queue, words))

    def counts(self) -> Sequence[QueueCount]:
        """All queues with how many engagements stand in them."""
        return listing.queue_counts(self.desk)

    def columns_of(self, queue: str) -> tuple[Column, ...]:
        """Who is waited for, or who goes."""
        return _COLUMNS.get(queue, MIXED_COLUMNS)

    def tell(self, value: EngagementRow) -> None:
        """Fill the detail with the engagement under the cursor."""
        try:
            found = views.detail(self.desk, value.id)
        except Refusal as refusal:
            self.detail.show(refusal.sentence)
            return
        self.detail.show(heading(found), detail_parts(self.desk.book, found))

    # -- going to an engagement -------------------------------------------------------------------------------------

    def show_paper(self, engagement_id: int) -> None:
        """Show one engagement where it stands now (from search, another page, or after an act)."""
        row = views.one_row(self.desk, engagement_id)
        queue = next((one.id for one in ENGAGEMENT_QUEUES if row.state in one.states), "engagements")
        self.filter_line.put("")
        self.show_queue(queue)
        at = self._place(queue, engagement_id)
        if at is None:
            self.show_queue("engagements")
            at = self._place("engagements", engagement_id)
        if at is None:
            self.filter_line.put(row.title)
            self.show_queue("engagements", row.title)
            at = self._place("engagements", engagement_id, row.title) or 0
        self.listing.cursor = at
        self.listing.focus()

    def _place(self, queue: str, engagement_id: int, words: str = "") -> int | None:
        rows = listing.EngagementList(self.desk, queue, words).rows(0, _LOOKED_AT)
        return next((at for at, row in enumerate(rows) if row.id == engagement_id), None)

    def action_follow(self) -> None:
        """Go to where the engagement that was last acted on stands now."""
        last = self.last_id
        if last is not None:
            self.told_of(lambda: self.show_paper(last))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Following is offered once something was done."""
        return self.last_id is not None if action == "follow" else super().check_action(action, parameters)

    # -- why, the week, the year ------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """Explain what stands in the way of the engagement under the cursor and how it goes through the office."""
        if row := self.listing.current:
            work.run(self, explanations, self.desk, row.value.id, group="why", on_done=self._explain)

    def _explain(self, found: Any) -> None:
        if found:
            self.app.push_screen(Why(found))
        else:
            self.say("这一项没有规则要核对的", "good")

    def action_week(self) -> None:
        """The week's plan, of the week of the engagement under the cursor where it has a day to come."""
        from govtui.ui.screens.engagements.week import WeekScreen

        row = self.listing.current
        starts = row.value.starts if row is not None else None
        today = self.desk.today()
        self.app.push_screen(WeekScreen(max(starts.date(), today) if starts else today))

    def action_yearly(self) -> None:
        """Departments' city-wide meetings of this year."""
        year = self.desk.today().year
        parts = yearly_parts(views.yearly(self.desk, year))
        self.app.push_screen(Reading(f"{year}年部门全市性会议", parts))
