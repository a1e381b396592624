"""Taking an existing register in: read rows are judged first, then written in one batch that can be undone."""

from govtui.services.documents.importing.judging import preview
from govtui.services.documents.importing.rows import (
    DUPLICATE,
    NEW,
    REFUSED,
    SKIPPED,
    STATUSES,
    ImportRun,
    Paper,
    Preview,
    PreviewRow,
    SourceRow,
    SourceSheet,
    Stopped,
)
from govtui.services.documents.importing.writing import apply

__all__ = [
    "DUPLICATE",
    "NEW",
    "REFUSED",
    "SKIPPED",
    "STATUSES",
    "ImportRun",
    "Paper",
    "Preview",
    "PreviewRow",
    "SourceRow",
    "SourceSheet",
    "Stopped",
    "apply",
    "preview",
]
