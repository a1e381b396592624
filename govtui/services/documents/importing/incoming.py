"""The register of incoming papers as the import knows it."""

from collections.abc import Callable, Iterable, Sequence

from govtui.services.desk import Desk
from govtui.services.documents.importing.engine import Kind
from govtui.services.documents.importing.judging import IncomingTwins, numbers_given
from govtui.services.documents.importing.reading import PaperReader, closing_assumptions
from govtui.services.documents.importing.rows import Course, Draft, Paper, PreviewRow, Report, SourceRow
from govtui.services.documents.importing.writing import IncomingWriting
from govtui.services.documents.registering import SERIES
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork


class IncomingRegister(Kind):
    """收文登记簿: numbers that came with it stay, papers without one get the next; origin 导入."""

    name = "收文登记簿"
    thing = "收文"
    noun = "document"
    action = "incoming.import"
    tables = ("incoming", "number_ledger")

    def reader(self, desk: Desk) -> Callable[[Course, SourceRow], Paper]:
        """Reads rows with the desk's people, calendar and rules."""
        return PaperReader(desk).read

    def twins(self, desk: Desk, reader: Reader, drafts: Sequence[Draft]) -> IncomingTwins:
        """Papers of the register and of the file that these may be; lets go of columns that only count lines."""
        return IncomingTwins(desk.book.series(SERIES), reader, drafts)

    def notices(self, papers: Sequence[Paper]) -> Iterable[str]:
        """Papers taken as closed, and numbers that will be given."""
        return closing_assumptions(papers), numbers_given(papers)

    def write(
        self, desk: Desk, uow: UnitOfWork, run: int, file_name: str, rows: Sequence[PreviewRow], report: Report | None
    ) -> None:
        """Papers, ledger rows, what happened, handling units and routes."""
        IncomingWriting(desk, uow, run, file_name).write(rows, report)


INCOMING = IncomingRegister()
