"""合法性审查: the questions of the rule pack, who reviewed, what the legal office says."""

from typing import Any

from govtui.services.desk import Desk
from govtui.services.documents import normative as services
from govtui.services.documents.normative.rows import NormativeRow
from govtui.services.documents.rows import Outcome
from govtui.ui.screens.deskpage import as_day, day_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.questions import Question, failed_of, question_fields, write_questions
from govtui.ui.widgets.fields import Field


class CheckForm(GatedEntry):
    """One review; the question stands under its answer."""

    def __init__(self, desk: Desk, row: NormativeRow) -> None:
        found = services.detail(desk, row.id)
        fields = found.fields
        self.asked = tuple(
            Question(one.id, one.text, f"答否的先记下，改好后再审查（{one.article}）。", one.passed)
            for one in found.questions
        )
        drafter = f"起草人是{fields['drafter']}，审查人要是别人。" if fields["drafter"] else "审查人不能是起草人。"
        more = [
            Field("reviewer", "审查人", required=True, default=fields["legal_reviewer"], help=drafter),
            day_field(desk, "on", "审查日期", gone=True, default=desk.today()),
            Field("opinion", "审查意见", wide=True, default=fields["legal_opinion"], help="法制机构的审查意见。"),
        ]

        def save(values: dict[str, Any], permits: Permits) -> Outcome:
            failed, on = failed_of(self.asked, values), as_day(values["on"])
            return services.check(desk, row.id, failed, values["reviewer"], on, values["opinion"], permits)

        title = f"合法性审查 {row.name}"
        super().__init__(title, [*question_fields(self.asked), *more], save, desk=desk, about=("normative", row.id))

    def on_mount(self) -> None:
        """Write the questions once their lines stand."""
        self.call_after_refresh(write_questions, self.form, self.asked)
