"""Taking an existing register in: read rows are judged first, then written in one batch that can be undone."""

from collections.abc import Sequence

from govtui.services.desk import Desk
from govtui.services.documents.importing import engine
from govtui.services.documents.importing.engine import Kind
from govtui.services.documents.importing.incoming import INCOMING
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
    Report,
    SourceRow,
    SourceSheet,
    Stopped,
)

__all__ = [
    "DUPLICATE",
    "INCOMING",
    "NEW",
    "REFUSED",
    "SKIPPED",
    "STATUSES",
    "ImportRun",
    "Kind",
    "Paper",
    "Preview",
    "PreviewRow",
    "SourceRow",
    "SourceSheet",
    "Stopped",
    "apply",
    "preview",
]


def preview(desk: Desk, sheets: Sequence[SourceSheet], report: Report | None = None, kind: Kind = INCOMING) -> Preview:
    """What an import of these sheets would do with every row; see `engine.preview`."""
    return engine.preview(desk, kind, sheets, report)


def apply(desk: Desk, found: Preview, file_name: str, report: Report | None = None, kind: Kind = INCOMING) -> ImportRun:
    """Write the new rows of a preview in one batch; see `engine.apply`."""
    return engine.apply(desk, kind, found, file_name, report)
