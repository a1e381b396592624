"""核稿 and 复核: the questions of the rule pack, all answered with yes unless the clerk says otherwise."""

from collections.abc import Callable
from typing import Any

from govtui.services.desk import Desk
from govtui.services.documents.outgoing import reviewing
from govtui.services.documents.outgoing.rows import OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.ui.screens.outgoing.brief import brief
from govtui.ui.screens.questions import Question, QuestionForm
from govtui.ui.widgets.fields import Field

_OPINION = (Field("opinion", "意见", wide=True, help="可空；答否的写明要改什么。"),)


def review_form(desk: Desk, row: OutgoingRow) -> QuestionForm:
    """核稿: what fails goes back to the drafter."""
    return _form(desk, row, "review", f"核稿 {row.name}", reviewing.review, "答否的，退回拟稿单位修改。")


def recheck_form(desk: Desk, row: OutgoingRow) -> QuestionForm:
    """复核: after sign-off, before the number."""
    help_ = "答否的，补正后再复核；有实质改动的退回签发人。"
    return _form(desk, row, "recheck", f"复核 {row.name}", reviewing.recheck, help_)


def _form(
    desk: Desk, row: OutgoingRow, stage: str, title: str, service: Callable[..., Outcome], help_: str
) -> QuestionForm:
    def save(failed: tuple[str, ...], values: dict[str, Any]) -> Outcome:
        return service(desk, row.id, failed, values["opinion"])

    asked = [Question(one.id, one.question, help_) for one in reviewing.questions(desk, stage)]
    return QuestionForm(title, asked, save, _OPINION, below=brief(desk, row.id))
