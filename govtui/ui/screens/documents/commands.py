"""Everything a clerk can do with papers, as commands of the one registry."""

from govtui.ui.commands import EXPORT, WHY, Command

PLACE = "公文"


def _paper(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"papers.{name}", label, text, keys, action, PLACE, footer=footer)


REGISTER = _paper("register", "登记收文", "登记收文，一件接一件；Esc 结束。", ("ctrl+n", "n"), "new", True)
HAND = _paper("hand", "送阅", "把标记的公文送给路线上的下一位，或选一位领导。", ("g",), "hand", True)
BACK_FROM = _paper("back", "收回", "从领导处收回：回车为圈阅，写了意见为批示。", ("r",), "take_back", True)
PROPOSE = _paper("propose", "拟办", "写拟办意见，确定送阅路线。", ("b",), "propose", True)
ASSIGN = _paper("assign", "交承办", "交给承办单位，两个以上的第一个牵头。", ("c",), "assign", True)
ANSWER = _paper("answer", "答复", "记下承办单位的办理结果和复文号。", ("a",), "answer")
CLOSE = _paper("close", "办结", "办结标记的公文；批办件要有结果或复文号。", ("e",), "close_papers", True)
REMIND = _paper("remind", "催办", "记一次催办。", ("u",), "remind")
SEND_BACK = _paper("return", "退文", "退回来文机关，选一条理由。", ("x",), "send_back")
CHECK = _paper("check", "初审", "逐条回答初审的问题；答否的给出退文理由。", ("i", "s"), "check")
CORRECT = _paper("correct", "更正", "更正登记的内容。", ("m",), "correct")
CLASS = _paper("class", "改类别", "阅知、批办互转：重新提出路线，原有签批保留。", ("k",), "change_class")
UNHAND = _paper("unhand", "误送收回", "送错了：原样收回，不记签批。", (), "unhand")
REOPEN = _paper("reopen", "重新办理", "把已办结的公文重新打开。", (), "reopen")
VOID = _paper("void", "作废", "登记有误：号码作废并写明理由，不再使用。", (), "void")
BLANK = _paper(
    "blank", "误录处置", "误录了涉密或不应登记的文件：两人办理，全部文字清除，号码作废，不能撤销。", (), "blank"
)
RECALL = _paper("recall", "清退销毁", "登记待清退、已清退、已销毁。", (), "recall")
SLIP = _paper("slip", "处理笺", "打印文件处理笺（Word），可标记多件。", ("p",), "slip")
RETURN_SLIP = _paper("return-slip", "退文单", "打印退文单（Word），可标记多件已退文的公文。", (), "return_slip")
IMPORT = _paper(
    "import", "导入登记簿", "导入现有的 Excel 收文登记簿：先预览，再一批写入，可撤销。", (), "import_register"
)
OUTGOING = _paper("outgoing", "转到发文", "到发文；按 F3 也可来回。", ("o", "ctrl+o"), "app.page('outgoing')")
FILTER = _paper("filter", "筛选", "在当前队列里按词、文号、单位、拼音首字母筛选。", ("f", "ctrl+t"), "filter", True)
WHOLE = _paper("whole", "取消筛选", "看整个队列。", ("escape",), "whole")
NEXT_QUEUE = _paper("next-queue", "下一队列", "换到右边的队列。", ("]", "ctrl+right"), "queue_by(1)")
PREVIOUS_QUEUE = _paper("previous-queue", "上一队列", "换到左边的队列。", ("[", "ctrl+left"), "queue_by(-1)")

PAPER_COMMANDS = (
    *(REGISTER, HAND, BACK_FROM, PROPOSE, ASSIGN, CLOSE, FILTER, WHY, ANSWER, REMIND, SEND_BACK, CORRECT, CLASS, SLIP),
    *(CHECK, UNHAND, REOPEN, VOID, BLANK, RECALL, RETURN_SLIP, IMPORT, EXPORT, OUTGOING, WHOLE),
    *(NEXT_QUEUE, PREVIOUS_QUEUE),
)
