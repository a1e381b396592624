"""Everything a clerk can do with papers that leave, as commands of the one registry."""

from govtui.ui.commands import EXPORT, WHY, Command
from govtui.ui.screens.documents.commands import FILTER, NEXT_QUEUE, PREVIOUS_QUEUE, WHOLE

PLACE = "发文"


def _paper(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"outgoing.{name}", label, text, keys, action, PLACE, footer=footer)


DRAFT = _paper("draft", "起草", "起草发文；发文字号、文种、行文方向由标题判断。", ("ctrl+n", "n"), "new", True)
STEP = _paper(
    "step",
    "下一步",
    "办这件发文的下一步：送核稿、核稿、会签、签发、复核、编号、印制、用印、分发、归档。标记多件时依次办理。",
    ("g", "ctrl+k"),
    "step",
    True,
)
FOLLOW = _paper("follow", "跟到刚办的", "到刚办过的那件发文现在所在的队列。", (".", "ctrl+d"), "follow", True)
REVISE = _paper("revise", "修改", "修改稿件；签发后的实质改动退回签发人。", ("m",), "revise", True)
SEND_BACK = _paper("return", "退回修改", "签发前退回拟稿单位修改，写明要改什么。", ("x",), "send_back", True)
ASK_COSIGN = _paper("cosign", "送会签", "请别的单位会签。", ("c",), "ask_cosign")
ANSWER = _paper("answer", "会签答复", "记下会签单位的意见；不同意的要写明意见、理由和建议。", ("a",), "answer")
PUBLICITY = _paper("publicity", "公开方式", "主动公开、依申请公开或不公开；不公开要写理由。", ("k",), "publicity")
PUBLISH = _paper("publish", "已公开", "登记标记的发文已经公开：日期、渠道、索引号。", ("u",), "publish")
RECEIVE = _paper("receive", "签收", "登记单位签收；标记多件时一次签收。", ("r",), "receive")
PRINT = _paper("print", "打印公文", "写出公文（Word），按公文格式国家标准排版。", ("p",), "print_paper", True)
SHEET = _paper("sheet", "发文稿纸", "写出发文稿纸（Word）。", ("w",), "print_sheet")
RECEIPTS = _paper("receipts", "分发签收单", "写出分发签收单（Excel）。", (), "print_receipts")
SEALS = _paper("seals", "用印登记", "把画面上发文的用印导出为用印登记表（Excel）。", (), "print_seals")
ARCHIVE = _paper("file", "归档", "归档标记的发文。", ("e",), "archive")
SEND_MORE = _paper("send-more", "补发", "已分发的再发给别的单位。", (), "send_more")
PRINT_MORE = _paper("print-more", "加印", "登记加印的份数和理由。", (), "print_more")
DROP_COSIGN = _paper("drop-cosign", "去掉会签单位", "不再征求某个单位会签，写明理由。", (), "drop_cosign")
RELATIONS = _paper("relations", "废止修改旧文", "登记本件废止、修改或替代哪些旧文。", (), "relations")
UNSIGN = _paper("unsign", "撤回签发", "撤回签发，退回待签发，写明理由。", (), "unsign")
REOPEN = _paper("reopen", "重新打开", "把已归档的发文重新打开。", (), "reopen")
VOID = _paper("void", "作废", "作废这件发文；已编的号码随之作废，不再使用。", (), "void")
BLANK = _paper(
    "blank", "误录处置", "误录了涉密或不应登记的文件：两人办理，全部文字清除，号码作废，不能撤销。", (), "blank"
)
NORMATIVE = _paper("normative", "规范性文件", "看这件规范性文件的登记、公布、备案和有效期。", (), "normative")
IMPORT = _paper(
    "import", "导入发文登记簿", "导入现有的 Excel 发文登记簿：先预览再写入，可撤销。", (), "import_register"
)
INCOMING = _paper("incoming", "转到收文", "到收文；按 F3 也可来回。", ("o", "ctrl+o"), "app.page('documents')")

OUTGOING_COMMANDS = (
    *(DRAFT, STEP, FOLLOW, REVISE, SEND_BACK, PRINT, FILTER, WHY, ASK_COSIGN, ANSWER, PUBLICITY, PUBLISH, RECEIVE),
    *(SHEET, RECEIPTS, SEALS, ARCHIVE, SEND_MORE, PRINT_MORE, DROP_COSIGN, RELATIONS, UNSIGN, REOPEN, VOID),
    *(BLANK, NORMATIVE, IMPORT, INCOMING, EXPORT, WHOLE, NEXT_QUEUE, PREVIOUS_QUEUE),
)
