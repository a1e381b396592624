"""Taking an existing register of outgoing papers in, by the engine of `services.documents.importing`."""

from govtui.services.documents.outgoing.importing.papers import OutgoingPaper
from govtui.services.documents.outgoing.importing.register import OUTGOING

__all__ = ["OUTGOING", "OutgoingPaper"]
