"""The register of outgoing papers as the import knows it."""

from collections.abc import Callable, Iterable, Sequence

from govtui.services.desk import Desk
from govtui.services.documents.importing.engine import Kind
from govtui.services.documents.importing.rows import Course, Draft, Paper, PreviewRow, Report, SourceRow
from govtui.services.documents.outgoing.importing.judging import OutgoingTwins, foreign_numbers
from govtui.services.documents.outgoing.importing.reading import OutgoingReader
from govtui.services.documents.outgoing.importing.writing import OutgoingWriting
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork


class OutgoingRegister(Kind):
    """发文登记簿: papers come in as filed away (or void), with their numbers; origin 导入."""

    name = "发文登记簿"
    thing = "发文"
    noun = "outgoing"
    action = "outgoing.import"
    tables = ("outgoing", "number_ledger", "normative_document")

    def reader(self, desk: Desk) -> Callable[[Course, SourceRow], Paper]:
        """Reads rows with the desk's people and rules."""
        return OutgoingReader(desk).read

    def twins(self, desk: Desk, reader: Reader, drafts: Sequence[Draft]) -> OutgoingTwins:  # noqa: ARG002 - of a kind
        """Papers and numbers of the ledger and of the file that these may be."""
        return OutgoingTwins(reader, drafts)

    def notices(self, papers: Sequence[Paper]) -> Iterable[str]:
        """Papers whose number is none of this office's."""
        return (foreign_numbers(papers),)

    def write(
        self,
        desk: Desk,  # noqa: ARG002 - of a kind
        uow: UnitOfWork,
        run: int,
        file_name: str,
        rows: Sequence[PreviewRow],
        report: Report | None,
    ) -> None:
        """Papers, ledger rows, what happened, normative documents, and what the papers did to older ones."""
        OutgoingWriting(uow, run, file_name).write(rows, report)


OUTGOING = OutgoingRegister()
