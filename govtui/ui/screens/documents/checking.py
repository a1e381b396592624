"""初审: the questions that the rules ask of a paper at the door, each answered with 是 or 否."""

from typing import Any

from govtui.services.desk import Desk
from govtui.services.documents.checking import questions, record_check
from govtui.services.documents.rows import Outcome
from govtui.ui.dialogs.entry import Entry
from govtui.ui.widgets.fields import Field

YES, NO = "是", "否"


class CheckForm(Entry):
    """Asks every question of the initial check; the question stands under its answer."""

    def __init__(self, desk: Desk, incoming_id: int, number: str) -> None:
        self.asked = questions(desk, incoming_id)

        def save(values: dict[str, Any]) -> Outcome:
            return record_check(desk, incoming_id, [one.id for one in self.asked if values[one.id] == NO])

        fields = [
            Field(
                one.id,
                f"第{place}问",
                "choice",
                choices=(YES, NO),
                default=NO if one.passed is False else YES,
                wide=True,
                help=f"答否的，可按“{one.reason_name}”退文（{one.article}）。" if one.article else "",
            )
            for place, one in enumerate(self.asked, 1)
        ]
        super().__init__(f"初审 {number}", fields, save)

    def on_mount(self) -> None:
        """Write the questions once their lines stand."""
        self.call_after_refresh(self._write_questions)

    def _write_questions(self) -> None:
        for one in self.asked:
            self.form.set_note(one.id, one.text, "strong")
