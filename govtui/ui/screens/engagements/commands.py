"""Everything a clerk can do with engagements, as commands of the one registry."""

from govtui.ui.commands import WHY, Command
from govtui.ui.screens.documents.commands import FILTER, NEXT_QUEUE, PREVIOUS_QUEUE, WHOLE

PLACE = "活动"


def _act(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"engagements.{name}", label, text, keys, action, PLACE, footer=footer)


NEW = _act("new", "登记", "登记请领导出席的活动、部门会议或其他活动。", ("n", "ctrl+n"), "new", True)
STEP = _act(
    "step",
    "下一步",
    "办下一步：办公室各环节审核、登记领导答复、定下；退回的重新报来。标记多项时同一环节一次办。",
    ("g", "ctrl+k"),
    "step",
    True,
)
ANSWER = _act("answer", "领导答复", "登记领导出席、婉拒或改派别人；定了的也可改。", ("a",), "answer", True)
WEEK = _act("week", "一周安排", "看一周会议活动安排，冲突标红；可导出 Excel。", ("w",), "week", True)
FOLLOW = _act("follow", "跟到刚办的", "到刚办过的那一项现在所在的队列。", (".", "ctrl+d"), "follow", True)
CHANGE = _act("change", "修改", "修改活动；时间变了重新请示领导。", ("e",), "change")
HEADS = _act("heads", "批准请下级", "部门会议请下级政府主要负责人：登记由谁批准。", ("h",), "heads")
RETURN = _act("return", "退回取消", "没有定的退回报来单位，定了的取消；写明理由。", ("x",), "give_up")
CANCEL = _act("cancel", "取消活动", "取消标记的活动，写明理由；不再列入一周安排。", (), "cancel")
FROM_PAPER = _act("from-paper", "由收文登记", "选一件请领导出席的收文，由它登记邀请。", ("i",), "from_paper")
BLANK = _act("blank", "误录处置", "误录了涉密或不应登记的活动：两人办理，全部文字清除，不能撤销。", (), "blank")
YEARLY = _act("yearly", "会议次数", "今年各单位开了几次全市性会议。", ("y",), "yearly")
MEETINGS = _act("meetings", "转到会议", "到会议；按 F4 也可来回。", ("o", "ctrl+o"), "app.page('meetings')")

ENGAGEMENT_COMMANDS = (
    *(NEW, STEP, ANSWER, WEEK, FOLLOW, FILTER, WHY, CHANGE, HEADS, RETURN, CANCEL, FROM_PAPER, YEARLY, BLANK, MEETINGS),
    *(WHOLE, NEXT_QUEUE, PREVIOUS_QUEUE),
)
