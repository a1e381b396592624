"""Everything a clerk can do on the page of meetings, as commands of the one registry, and in which queue."""

from govtui.ui.commands import EXPORT, WHY, Command
from govtui.ui.screens.documents.commands import FILTER, NEXT_QUEUE, PREVIOUS_QUEUE, WHOLE

TOPIC, MEETING, MINUTES, PROPOSED = "topic", "meeting", "minutes", "proposed"

NOUNS = {
    "coming": MEETING,
    "running": MEETING,
    "held": MEETING,
    "meetings": MEETING,
    "reported": TOPIC,
    "stamping": TOPIC,
    "ready": TOPIC,
    "topics": TOPIC,
    "minutes": MINUTES,
    "decided": PROPOSED,
}
"""What the rows of a queue are."""


def _topic(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"topics.{name}", label, text, keys, action, "议题", footer=footer)


def _meeting(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"meetings.{name}", label, text, keys, action, "会议", footer=footer)


REPORT = _topic("report", "申报议题", "登记单位申报的议题。", ("n", "ctrl+n"), "report", True)
REVISE = _topic("revise", "修改", "修改议题；实质改动使领导审定失效。", ("e",), "revise_topic", True)
SUBMIT = _topic("submit", "提交", "提交标记的议题，开始送领导审定；退回的重新申报。", ("s",), "submit", True)
STAMP = _topic("stamp", "领导审定", "记下标记议题的下一步领导意见，按规定的顺序逐步审定。", ("g",), "stamp", True)
LIST_ON = _topic("list", "列入会议", "把标记的议题一次列入待开的会议。", ("a",), "list_on", True)
UNITS = _topic("units", "单位意见", "记下被征求意见的单位怎么答复，可一次记多个。", ("u",), "units", True)
COORDINATE = _topic(
    "coordinate", "协调", "登记会前协调：主办单位一次，领导再协调一次，可写倾向性意见。", ("o",), "coordinate", True
)
CHECK = _topic("check", "核对", "逐条回答申报的问题，只问用得着的。", ("c",), "check", True)
REVIEWS = _topic("reviews", "审查评估", "合法性审查、社会稳定风险评估、财政意见。", ("l",), "reviews")
STEPS = _topic("steps", "决策程序", "重大决策的各个步骤：已做的记日期和文件，不适用的写理由。", ("m",), "steps")
RETURN = _topic("return", "退回", "把标记的议题退回申报单位，写明理由。", ("x",), "return_topics")
WITHDRAW = _topic("withdraw", "撤回议题", "申报单位撤回标记的议题，写明理由。", (), "withdraw")
UNSTAMP = _topic("unstamp", "撤销审定", "最近一步领导意见登记有误：撤销它，写明理由。", (), "unstamp")
FROM_PAPER = _topic("from-paper", "由收文申报", "选一件收文，由它申报议题。", (), "from_paper")

PLAN = _meeting(
    "plan", "筹备会议", "筹备一次会议：届次、时间、地点、主持人已填好，核对即可。", ("n", "ctrl+n"), "plan", True
)
CHANGE = _meeting("change", "修改", "修改会议的时间、地点、主持人等。", ("e",), "change", True)
BOARD = _meeting("board", "议程", "排议程：列入、移动、时长、撤下、冻结。", ("b",), "board", True)
PEOPLE = _meeting("people", "与会人员", "与会人员名单、单位回复、请假。", ("k",), "people", True)
NOTIFY = _meeting("notify", "发通知", "登记会议通知已发，并写出通知（Word）。", ("t",), "send_notice", True)
OPEN_CLOSE = _meeting("open", "开会散会", "待开的宣布开会；开会中的散会。", ("r",), "open_close", True)
UNOPEN = _meeting("unopen", "撤回开会", "误登记了开会：撤回到已通知，写明理由；已有议题议过的不能撤回。", (), "unopen")
SIGN_IN = _meeting("sign-in", "签到", "会议签到，每人两键。", ("j",), "sign_in", True)
DECIDE = _meeting("decide", "会上议定", "逐项记会议结果和议定事项。", ("d",), "decide", True)
WRITE_MINUTES = _meeting("minutes", "纪要", "起草会议纪要，已有的打开。", ("w",), "write_minutes", True)
CANCEL = _meeting("cancel", "取消会议", "取消会议，议题回到待上会；写明理由。", ("x",), "cancel")
MONTH = _meeting("month", "会议月历", "按日看一个月的会议和次数。", ("v",), "month")
ALL = _meeting("all", "全部会议", "看全部会议，包括取消的。", (), "all_meetings")
PRINT = _meeting("print", "打印", "写出审批表、议程、通知、签到表、纪要等，看光标在哪一行。", ("p",), "print_some")
DROP = _meeting("not-supervise", "不立项", "标记的议定事项不立督查项，写明理由。", ("x",), "not_supervise", True)
PUT_BACK = _meeting("supervise", "恢复待立项", "把不立项的议定事项放回待立项。", ("r",), "put_back", True)
FOLLOW = _meeting("follow", "跟到刚办的", "到刚办过的那一项现在所在的队列。", (".", "ctrl+d"), "follow")
ENGAGEMENTS = _meeting(
    "engagements", "转到活动", "到领导活动和部门会议；按 F4 也可来回。", ("ctrl+o",), "app.page('engagements')"
)

BLANK = _meeting(
    "blank", "误录处置", "误录了涉密或不应登记的议题、会议、纪要：两人办理，全部文字清除，不能撤销。", (), "blank"
)

MEETING_COMMANDS = (
    *(REPORT, PLAN, SUBMIT, STAMP, LIST_ON, CHECK, UNITS, COORDINATE, REVISE, WRITE_MINUTES, DECIDE, BOARD, PEOPLE),
    *(OPEN_CLOSE, SIGN_IN, NOTIFY, CHANGE, DROP, PUT_BACK, FILTER, WHY, REVIEWS, STEPS, RETURN, CANCEL, PRINT),
    *(FOLLOW, MONTH, BLANK, ALL, WITHDRAW, UNSTAMP, FROM_PAPER, UNOPEN, ENGAGEMENTS, EXPORT),
    *(WHOLE, NEXT_QUEUE, PREVIOUS_QUEUE),
)

_ACTS: dict[str, tuple[Command, ...]] = {
    TOPIC: (REVISE, SUBMIT, STAMP, LIST_ON, UNITS, COORDINATE, CHECK, REVIEWS, STEPS, RETURN, WITHDRAW, UNSTAMP),
    MEETING: (CHANGE, BOARD, PEOPLE, NOTIFY, OPEN_CLOSE, UNOPEN, SIGN_IN, DECIDE, WRITE_MINUTES, CANCEL),
    MINUTES: (BOARD, PEOPLE, DECIDE, WRITE_MINUTES),
    PROPOSED: (DROP, PUT_BACK),
}
"""What can be done with the rows of each noun; whatever stands in none of these is offered everywhere."""

_QUEUES: dict[str, tuple[str, ...]] = {
    "report": ("reported", "stamping", "ready", "topics"),
    "from_paper": ("reported", "stamping", "ready", "topics"),
    "plan": ("coming", "running", "held", "minutes", "decided", "meetings"),
    "submit": ("reported", "topics"),
    "stamp": ("stamping", "topics"),
    "list_on": ("ready", "topics"),
    "unstamp": ("stamping", "ready", "topics"),
    "send_notice": ("coming", "meetings"),
    "cancel": ("coming", "meetings"),
    "open_close": ("coming", "running", "meetings"),
    "unopen": ("running", "meetings"),
    "sign_in": ("coming", "running", "held", "meetings"),
    "decide": ("running", "held", "minutes", "meetings"),
    "write_minutes": ("held", "minutes", "meetings"),
}
"""The queues in which some acts make sense; the others follow the noun."""


def offered(action: str, queue: str) -> bool:
    """Whether an act is for the rows of a queue; acts that have nothing to do with rows are always offered."""
    nouns = {noun for noun, acts in _ACTS.items() if any(one.action == action for one in acts)}
    fits = not nouns or NOUNS.get(queue) in nouns
    return fits and queue in _QUEUES.get(action, (queue,))
