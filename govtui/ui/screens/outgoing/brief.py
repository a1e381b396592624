"""What is read beside a step's form: the paper in a few lines, and what the rules say of it."""

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import views
from govtui.services.documents.outgoing.explaining import paper_findings
from govtui.ui.screens.outgoing.showing import brief_parts
from govtui.ui.widgets.detail import Part, Section


def brief(desk: Desk, outgoing_id: int) -> list[Part | Section]:
    """The paper as the form's reader needs it; nothing where it has just gone."""
    try:
        return brief_parts(views.detail(desk, outgoing_id), paper_findings(desk, outgoing_id))
    except Refusal:
        return []
