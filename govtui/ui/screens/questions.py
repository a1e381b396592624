"""A form of questions put so that “yes” lets the paper pass; each question stands under its answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from govtui.ui.dialogs.entry import Entry
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `help` is told while it is answered, `passed` False where it was answered with no before."""

    id: str
    text: str
    help: str = ""
    passed: bool | None = None


def question_fields(asked: Sequence[Question], label: str = "第{}问") -> list[Field]:
    """One line for each question, answered with yes unless it failed before."""
    return [
        Field(
            one.id,
            label.format(place),
            "choice",
            choices=(YES, NO),
            default=NO if one.passed is False else YES,
            wide=True,
            help=one.help,
        )
        for place, one in enumerate(asked, 1)
    ]


def write_questions(form: Form, asked: Sequence[Question]) -> None:
    """Write the questions under their lines, once these stand."""
    for one in asked:
        form.set_note(one.id, one.text, "strong")


def failed_of(asked: Sequence[Question], values: dict[str, Any]) -> tuple[str, ...]:
    """The ids of the questions that were answered with no."""
    return tuple(one.id for one in asked if values[one.id] == NO)


class QuestionForm(Entry):
    """Asks every question, then the `more` fields; `save(failed, values)` gets the ids answered with no."""

    def __init__(
        self,
        title: str,
        asked: Sequence[Question],
        save: Callable[[tuple[str, ...], dict[str, Any]], Any],
        more: Sequence[Field] = (),
        **options: Any,
    ) -> None:
        self.asked = tuple(asked)
        fields = [*question_fields(asked), *more]
        super().__init__(title, fields, lambda values: save(failed_of(self.asked, values), values), **options)

    def on_mount(self) -> None:
        """Write the questions once their lines stand."""
        self.call_after_refresh(write_questions, self.form, self.asked)
