"""An existing register of outgoing papers, from the sheet to the store; the way is that of every register."""

from collections.abc import Mapping
from pathlib import Path

from govtui.files.documents.ledger import NAME as LEDGER
from govtui.files.documents.outgoing.register import PUBLICATION
from govtui.files.documents.register_import import import_file
from govtui.files.documents.register_kinds import RegisterKind
from govtui.files.fields import OUTGOING_FIELDS
from govtui.files.report import ImportReport
from govtui.files.workbooks import Progress
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.importing import OUTGOING as TAKEN_BY

OUTGOING = RegisterKind(TAKEN_BY, OUTGOING_FIELDS, "发文字号", aside=(LEDGER,), beside=(PUBLICATION,))
"""发文登记簿; of our own exports the ledger sheet is left out and the publication records complete the papers."""


def import_outgoing(
    desk: Desk,
    path: Path | str,
    dry_run: bool = False,
    overrides: Mapping[str, str] | None = None,
    report: Progress | None = None,
) -> ImportReport:
    """Import a register of outgoing papers; see `files.documents.register_import.import_file`."""
    return import_file(desk, OUTGOING, path, dry_run, overrides, report)
