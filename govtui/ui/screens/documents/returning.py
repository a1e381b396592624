"""What follows a failed initial check and a return: back with its reason or kept, and the slip that goes with it."""

from typing import TYPE_CHECKING

from govtui.domain.documents.states import SENT_BACK, move
from govtui.domain.refusal import Refusal
from govtui.services.documents import handling
from govtui.services.documents.checking import questions
from govtui.services.documents.rows import IncomingRow, Outcome
from govtui.ui import work
from govtui.ui.dialogs.ask import Answer, Ask, ask_yes

if TYPE_CHECKING:
    from govtui.files.exports import Exported
    from govtui.ui.screens.documents.acts import PaperActs

_RETURN, _KEEP = "return", "keep"


def after_check(page: "PaperActs", row: IncomingRow, outcome: Outcome | None) -> None:
    """A check was recorded: where it failed, ask whether the paper goes back or stays as an irregular one."""
    page.changed(outcome)
    failed = [one for one in questions(page.desk, row.id) if one.passed is False] if outcome else []
    if outcome is None or not failed or not _can_go_back(row):
        return
    first = failed[0]

    def answered(answer: str | None) -> None:
        if answer == _RETURN:
            send_back(page, row.id, first.reason, first.reason_name)
        elif answer == _KEEP:
            page.say(f"{row.number} 已收下，记入不规范报文", "good")

    answers = (Answer(f"退文：{first.reason_name}", _RETURN), Answer("收下，记入不规范报文", _KEEP))
    page.app.push_screen(Ask(f"{outcome.sentence}。退文还是收下？", title="初审", answers=answers), answered)


def send_back(page: "PaperActs", incoming_id: int, code: str, name: str) -> None:
    """Ask for a remark, return the paper, and offer the slip."""

    def done(outcome: Outcome) -> None:
        page.changed(outcome)
        question = f"{outcome.sentence}。现在打印退文单（Word）吗？"
        ask_yes(page, question, lambda: write_slips(page, [incoming_id]), title="退文单")

    def remarked(text: str) -> None:
        work.run(page, handling.send_back, page.desk, incoming_id, code, text, group="write", on_done=done)

    page.ask(f"退文补充说明（可空）：{name}", remarked, required=False)


def write_slips(page: "PaperActs", ids: list[int]) -> None:
    """Write the return slips of these papers and say where they are."""
    from govtui.files.documents.return_slip import export_return_slip

    def written(done: "Exported") -> None:
        page.say(f"已写出退文单：{done.files[0]}", "good")

    work.run(page, export_return_slip, page.desk, ids, group="files", on_done=written)


def _can_go_back(row: IncomingRow) -> bool:
    try:
        return move(row.number, row.state, SENT_BACK, "退文") == SENT_BACK
    except Refusal:
        return False
