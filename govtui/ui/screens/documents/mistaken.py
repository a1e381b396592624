"""误录处置: the warning first, then the second person and the reason, then what is left to do by hand."""

from collections.abc import Callable
from typing import Any

from govtui.services.documents.mistaken import Blanked, blank
from govtui.services.documents.rows import Outcome
from govtui.ui.dialogs.ask import Answer, Ask
from govtui.ui.dialogs.entry import Entry
from govtui.ui.dialogs.reading import Reading
from govtui.ui.screens.deskpage import DeskPage, as_id, person_field
from govtui.ui.widgets.detail import Para
from govtui.ui.widgets.fields import Field

WARNING = (
    "误录处置只用于误录了涉密或其他不应登记的文件，须两人共同办理。\n"
    "本件的{words}等全部文字将从登记簿、操作日志、搜索、草稿和数据库文件中清除{number}。{more}\n"
    "清除后不能撤销，也不能恢复。已导出的文件和备份不会自动删除，处置后会列出，请逐个处理。"
)
_WORDS = {
    "document": ("标题、来文机关、文号、意见", ""),
    "outgoing": (
        "标题、正文、主送、会签和签发意见",
        "它的规范性文件登记一并清除，别的文里提到它的文号和标题也清除。",
    ),
    "normative": ("标题、制定机关、文号、审查意见", "由本机关发文印发的，连同那件发文一并清除。"),
    "topic": ("题目、内容、各方意见、议定事项", "会议纪要里写到它的字句一并清除。"),
    "meeting": ("名称、议程、议定事项", "它的纪要一并清除。"),
    "minutes": ("标题、正文、意见", "它的会议一并清除。"),
    "engagement": ("名称、单位、意见", ""),
}
"""What goes, by noun, and what goes with it."""
_UNNUMBERED = ("topic", "engagement")
_STOP, _GO = "stop", "go"


def ask_blank(page: DeskPage, noun: str, row_id: int, name: str, changed: Callable[[Outcome], None]) -> None:
    """Warn, then ask who is the second person, and why; `changed` hears what was done to the paper called `name`."""

    def answered(answer: str | None) -> None:
        if answer == _GO:
            page.app.push_screen(_form(page, noun, row_id, name), lambda done: _blanked(page, done, changed))

    words, more = _WORDS[noun]
    number = "" if noun in _UNNUMBERED else "，号码作废"
    answers = (Answer("不处置", _STOP), Answer("继续，两人办理", _GO))
    question = f"{name}\n{WARNING.format(words=words, more=more, number=number)}"
    page.app.push_screen(Ask(question, title="误录处置", answers=answers), answered)


def _form(page: DeskPage, noun: str, row_id: int, name: str) -> Entry:
    """The form keeps no draft: what is typed here must not stand on the disk."""
    desk = page.desk
    fields = [
        person_field(desk, "second", "复核人", required=True, help=f"经办人是{desk.actor.name}，复核人要是另一个人。"),
        Field(
            "reason",
            "理由",
            required=True,
            wide=True,
            help="不要写标题、文号、单位原文，例如“误录不应登记的文件”。",
        ),
    ]

    def save(values: dict[str, Any]) -> Blanked:
        return blank(desk, row_id, as_id(values["second"]) or 0, values["reason"], noun)

    return Entry(f"误录处置 {name}", fields, save)


def _blanked(page: DeskPage, done: Blanked | None, changed: Callable[[Outcome], None]) -> None:
    if done is None:
        return
    changed(Outcome(1, done.sentence))
    if advice := done.advice():
        page.app.push_screen(
            Reading("误录处置：还要做的事", [Para(done.sentence), *(Para(one, "warn") for one in advice)])
        )
