"""Normative documents: opened, reviewed, registered, published, filed, evaluated, renewed, repealed (arts. 19 to 21).

Each module is imported when something of it is first named: reading screens need none of the writing ones.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govtui.services.documents.normative.drafting import (
        candidates,
        change,
        entry_of,
        open_document,
        record,
    )
    from govtui.services.documents.normative.ending import evaluate, mark_repealed, renew, repeal
    from govtui.services.documents.normative.explaining import explanations, paper_findings
    from govtui.services.documents.normative.filing import file, file_all
    from govtui.services.documents.normative.gates import outgoing_findings
    from govtui.services.documents.normative.issuing import issue_outgoing
    from govtui.services.documents.normative.listing import NormativeList, all_queues, queue_counts, queue_named
    from govtui.services.documents.normative.registering import proposed_code, publish, register
    from govtui.services.documents.normative.reviewing import check, consult
    from govtui.services.documents.normative.rows import NewNormative, Published
    from govtui.services.documents.normative.views import detail, one_row

__all__ = [
    "NewNormative",
    "NormativeList",
    "Published",
    "all_queues",
    "candidates",
    "change",
    "check",
    "consult",
    "detail",
    "entry_of",
    "evaluate",
    "explanations",
    "file",
    "file_all",
    "issue_outgoing",
    "mark_repealed",
    "one_row",
    "open_document",
    "outgoing_findings",
    "paper_findings",
    "proposed_code",
    "publish",
    "queue_counts",
    "queue_named",
    "record",
    "register",
    "renew",
    "repeal",
]

_MODULES = {
    "drafting": ("candidates", "change", "entry_of", "open_document", "record"),
    "ending": ("evaluate", "mark_repealed", "renew", "repeal"),
    "explaining": ("explanations", "paper_findings"),
    "filing": ("file", "file_all"),
    "gates": ("outgoing_findings",),
    "issuing": ("issue_outgoing",),
    "listing": ("NormativeList", "all_queues", "queue_counts", "queue_named"),
    "registering": ("proposed_code", "publish", "register"),
    "reviewing": ("check", "consult"),
    "rows": ("NewNormative", "Published"),
    "views": ("detail", "one_row"),
}
"""Where each name comes from."""


def __getattr__(name: str) -> Any:
    """Import the module of a name when it is first asked for."""
    for module, names in _MODULES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(name)
