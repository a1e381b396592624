"""The life of topics, meetings, minutes and engagements: their states, what may follow what, and the queues.

Topics pass their leaders' stamps in order before they wait for a meeting (art. 41).
"""

from collections.abc import Mapping

from govtui.domain.documents.states import Queue
from govtui.domain.refusal import Refusal

# -- topics -----------------------------------------------------------------------------------------------------------

REPORTED = "申报"
STAMPING = "审核中"
READY = "待上会"
LISTED = "已列入"
DISCUSSED = "已议"
RETURNED = "退回"
WITHDRAWN = "撤回"

TOPIC_STATES = (REPORTED, STAMPING, READY, LISTED, DISCUSSED, RETURNED, WITHDRAWN)
OPEN_TOPICS = (REPORTED, STAMPING, READY, LISTED)
"""States of topics that still wait for something."""

TOPIC_NEXT: Mapping[str, tuple[str, ...]] = {
    REPORTED: (STAMPING, READY, RETURNED, WITHDRAWN),
    STAMPING: (STAMPING, READY, REPORTED, RETURNED, WITHDRAWN),
    READY: (LISTED, STAMPING, REPORTED, RETURNED, WITHDRAWN),
    LISTED: (READY, STAMPING, DISCUSSED, RETURNED, WITHDRAWN),
    DISCUSSED: (READY, LISTED),
    RETURNED: (REPORTED,),
    WITHDRAWN: (),
}

# -- meetings ---------------------------------------------------------------------------------------------------------

PLANNED = "筹备"
NOTIFIED = "已通知"
RUNNING = "开会中"
HELD = "已结束"
CANCELLED = "取消"

MEETING_NEXT: Mapping[str, tuple[str, ...]] = {
    PLANNED: (NOTIFIED, RUNNING, CANCELLED),
    NOTIFIED: (PLANNED, RUNNING, CANCELLED),
    RUNNING: (HELD, NOTIFIED),
    HELD: (RUNNING,),
    CANCELLED: (),
}
BEFORE = (PLANNED, NOTIFIED)
"""States of meetings that are still to come."""

ON, OFF, DONE = "列入", "撤下", "已议"
"""States of an item on the agenda."""

NO_REPLY, COMING, LEAVE, DEPUTY = "未回复", "参加", "请假", "代会"
REPLIES = (NO_REPLY, COMING, LEAVE, DEPUTY)
"""What can be known of somebody who is expected."""

TIERS = {
    "member": "出席",
    "invited": "邀请",
    "fixed": "固定列席",
    "arranged": "安排列席",
    "optional": "邀请列席",
    "topic": "议题列席",
}
"""In what part somebody is at a meeting; only members count for a quorum."""

ASKED, GRANTED, REFUSED, TAKEN_BACK = "申请", "批准", "不批", "撤回"
"""States of a leave."""

# -- minutes ----------------------------------------------------------------------------------------------------------

DRAFTING = "起草"
REVIEWING = "审核中"
TO_SIGN = "待签发"
TO_NUMBER = "待编号"
TO_ISSUE = "待印发"
ISSUED = "已印发"

MINUTES_NEXT: Mapping[str, tuple[str, ...]] = {
    DRAFTING: (REVIEWING, TO_SIGN),
    REVIEWING: (DRAFTING, TO_SIGN),
    TO_SIGN: (DRAFTING, REVIEWING, TO_NUMBER, TO_ISSUE),
    TO_NUMBER: (TO_ISSUE, TO_SIGN),
    TO_ISSUE: (ISSUED, TO_SIGN),
    ISSUED: (),
}
SIGNED_MINUTES = (TO_NUMBER, TO_ISSUE, ISSUED)

WAITING, TAKEN_UP, NOT_TAKEN = "待立项", "已立项", "不立项"
"""What became of a matter that minutes proposed to supervise."""

# -- engagements ------------------------------------------------------------------------------------------------------

INVITATION, DEPARTMENT_MEETING, EVENT = "邀请", "部门会议", "活动"
ENGAGEMENT_KINDS = (INVITATION, DEPARTMENT_MEETING, EVENT)

TO_HANDLE = "待处理"
IN_REVIEW = "审核中"
TO_LEADER = "待领导定"
SETTLED = "已定"
DECLINED = "婉拒"

ENGAGEMENT_NEXT: Mapping[str, tuple[str, ...]] = {
    TO_HANDLE: (IN_REVIEW, TO_LEADER, SETTLED, DECLINED, RETURNED, CANCELLED),
    IN_REVIEW: (IN_REVIEW, TO_LEADER, SETTLED, DECLINED, RETURNED, CANCELLED),
    TO_LEADER: (SETTLED, DECLINED, RETURNED, CANCELLED),
    SETTLED: (TO_LEADER, CANCELLED),
    DECLINED: (TO_LEADER,),
    RETURNED: (TO_HANDLE,),
    CANCELLED: (),
}
PENDING, GOES, DECLINES, INSTEAD = "待定", "出席", "婉拒", "改派"
ANSWERS = (PENDING, GOES, DECLINES, INSTEAD)
"""What a leader answers to an invitation."""


def move(following: Mapping[str, tuple[str, ...]], name: str, state: str, to: str, act: str) -> str:
    """The state after `act` by one of the tables above. Raises Refusal in one sentence where it cannot be reached."""
    if to not in following[state]:
        raise Refusal(f"{name}现在是“{state}”，不能{act}。")
    return to


QUEUES = (
    Queue("coming", "待开", BEFORE),
    Queue("running", "开会", (RUNNING,)),
    Queue("reported", "议题申报", (REPORTED,)),
    Queue("stamping", "议题审核", (STAMPING,)),
    Queue("ready", "待上会", (READY,)),
    Queue("minutes", "纪要"),
    Queue("decided", "议定事项"),
    Queue("held", "已开", (HELD,)),
    Queue("topics", "全部议题"),
)
"""The queues of the meeting page: meetings, topics, minutes, and matters that wait to be supervised."""

ENGAGEMENT_QUEUES = (
    Queue("todo", "待处理", (TO_HANDLE, IN_REVIEW)),
    Queue("leader", "待领导定", (TO_LEADER,)),
    Queue("settled", "已定", (SETTLED,)),
    Queue("departments", "部门会议"),
    Queue("engagements", "全部"),
)
"""The queues of the engagement page."""
