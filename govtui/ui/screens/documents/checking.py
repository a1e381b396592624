"""初审: the questions that the rules ask of a paper at the door, each answered with 是 or 否."""

from typing import Any

from govtui.services.desk import Desk
from govtui.services.documents.checking import questions, record_check
from govtui.services.documents.rows import Outcome
from govtui.ui.screens.questions import Question, QuestionForm


class CheckForm(QuestionForm):
    """Asks every question of the initial check."""

    def __init__(self, desk: Desk, incoming_id: int, number: str) -> None:
        def save(failed: tuple[str, ...], _values: dict[str, Any]) -> Outcome:
            return record_check(desk, incoming_id, failed)

        asked = [
            Question(
                one.id,
                one.text,
                f"答否的，可按“{one.reason_name}”退文（{one.article}）。" if one.article else "",
                one.passed,
            )
            for one in questions(desk, incoming_id)
        ]
        super().__init__(f"初审 {number}", asked, save)
