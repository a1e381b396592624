"""Everything a clerk can do with normative documents, as commands of the one registry."""

from govtui.ui.commands import EXPORT, WHY, Command
from govtui.ui.screens.documents.commands import FILTER, NEXT_QUEUE, PREVIOUS_QUEUE, WHOLE

PLACE = "规范性文件"


def _act(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"normative.{name}", label, text, keys, action, PLACE, footer=footer)


NORMATIVE_COMMANDS = (
    _act("open", "开立", "开立规范性文件：从本机关发文带出，或登记部门报来的。", ("ctrl+n", "n"), "new", True),
    _act("step", "下一步", "办这件的下一步：审查、征求意见、登记编号、公布、备案。", ("g", "ctrl+k"), "step", True),
    _act("check", "审查", "登记合法性审查：逐项确认、审查人、审查意见。", ("s",), "check", True),
    _act("register", "登记编号", "统一登记并取统一登记号。", ("r",), "register", True),
    _act("publish", "公布", "登记公布日期、渠道和施行日期；开始计有效期和备案期限。", ("p",), "publish", True),
    _act("file", "备案", "登记已报送备案。", ("b",), "file", True),
    FILTER,
    WHY,
    _act("change", "修改", "修改这件的内容；标题、类型、起草人改了须重新审查。", ("m",), "change"),
    _act("consult", "征求意见", "登记公开征求意见的起止，或不公开的依据；协调不下的写倾向性意见。", ("c",), "consult"),
    _act("evaluate", "评估", "登记评估结论：延续、修改、废止或到期失效。", ("v",), "evaluate"),
    _act("renew", "延续", "办延续：另开立一件、另取号，新的施行时旧的终止。", ("y",), "renew"),
    _act("repeal", "废止", "登记从哪天起由哪件文件废止。", ("x",), "repeal"),
    _act("record", "补录", "补录以前已登记公布的文件；新号接着原登记簿往下编。", ("l",), "record"),
    _act("blank", "误录处置", "误录了涉密或不应登记的：两人办理，全部文字清除，号码作废，不能撤销。", (), "blank"),
    _act("paper", "看发文", "到这件规范性文件的发文。", ("o", "ctrl+o"), "paper"),
    EXPORT,
    WHOLE,
    NEXT_QUEUE,
    PREVIOUS_QUEUE,
)
