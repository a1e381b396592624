"""The one way an existing register comes in: every row is read and judged, the new ones are written in one batch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from govtui.domain.documents.secrecy import CLASSIFIED, looks_classified
from govtui.domain.refusal import Refusal, Stale
from govtui.domain.text import clean
from govtui.services.desk import Desk
from govtui.services.documents.importing.rows import (
    DUPLICATE,
    NEW,
    REFUSED,
    SKIPPED,
    Course,
    Draft,
    ImportRun,
    Paper,
    Preview,
    PreviewRow,
    Rejected,
    Report,
    SourceRow,
    SourceSheet,
    going_on,
)
from govtui.store.documents import imports as store
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

STEP = 100

_RUN = ("id", "noun", "file_name", "at", "read", "imported", "rejected", "skipped")


class Twins(Protocol):
    """Knows which papers stand in the register or came earlier in the file; `notices` say what that changed."""

    notices: Sequence[str]

    def of(self, draft: Draft, paper: Paper) -> str:
        """What this row repeats; '' for a new paper, which it then remembers."""


class Kind(Protocol):
    """What one kind of register knows.

    `name` is the register's, `thing` what it registers, `noun` its word in the journal, `action` the journal's name of
    the import, `tables` those whose new rows make a preview stale.
    """

    name: str
    thing: str
    noun: str
    action: str
    tables: tuple[str, ...]

    def reader(self, desk: Desk) -> Callable[[Course, SourceRow], Paper]:
        """Reads rows as papers; what it answers raises Rejected for a row that means none."""

    def twins(self, desk: Desk, reader: Reader, drafts: Sequence[Draft]) -> Twins:
        """What these drafts may meet; may change the drafts' papers."""

    def notices(self, papers: Sequence[Paper]) -> Iterable[str]:
        """What the clerk should know of the new papers, one sentence each."""

    def write(
        self, desk: Desk, uow: UnitOfWork, run: int, file_name: str, rows: Sequence[PreviewRow], report: Report | None
    ) -> None:
        """Write the new rows within the transaction; raises Stopped when `report` answers False."""


def preview(desk: Desk, kind: Kind, sheets: Sequence[SourceSheet], report: Report | None = None) -> Preview:
    """What an import of these sheets would do; nothing is written. Raises Stopped when `report` answers False.

    Every row gets a verdict: the rows are as many as were read.
    """
    courses = [Course(sheet) for sheet in sheets]
    drafts = _read(kind.reader(desk), courses, report)
    with desk.reading() as reader:
        batch = store.newest_batch(reader)
        twins = kind.twins(desk, reader, drafts)
    rows = tuple(_judged(drafts, twins))
    new = [row.paper for row in rows if row.status == NEW and row.paper is not None]
    assumed = [sentence for course in courses for sentence in course.assumed]
    notices = (*assumed, *twins.notices, *filter(None, kind.notices(new)))
    return Preview(rows, notices, batch, tuple(sorted({paper.year for paper in new})))


def apply(desk: Desk, kind: Kind, found: Preview, file_name: str, report: Report | None = None) -> ImportRun:
    """Write the new rows of `found`, read from `file_name`, in one batch that is undone as one.

    Raises Stale when papers were registered since the preview (look again, nothing is written), Stopped when `report`
    answers False (nothing is written).
    """
    name = clean(file_name)
    if looks_classified(name):
        raise Refusal(CLASSIFIED)
    new = [row for row in found.rows if row.status == NEW]
    sentence = f"导入{kind.name} {name}：{len(new)} 件"
    if not new:
        return ImportRun(None, 0, f"{sentence}，没有新的{kind.thing}")
    with desk.writing(kind.action) as uow:
        if store.registered_since(uow, found.batch, kind.tables):
            raise Stale("预览以后登记簿里又有新的登记，什么也没有导入；请重新预览。")
        run = store.next_id(uow, "import_run")
        counts = (found.read, found.imported, found.rejected, found.skipped)
        uow.insert_many("import_run", _RUN, [(run, kind.noun, name, uow.at, *counts)])
        kind.write(desk, uow, run, name, new, report)
        uow.say(sentence)
    return ImportRun(run, len(new), sentence)


def _read(read: Callable[[Course, SourceRow], Paper], courses: Sequence[Course], report: Report | None) -> list[Draft]:
    drafts: list[Draft] = []
    total = sum(len(course.sheet.rows) for course in courses)
    for course in courses:
        for row in course.sheet.rows:
            if len(drafts) % STEP == 0:
                going_on(report, len(drafts), total)
            drafts.append(_draft(read, course, row))
    going_on(report, total, total)
    return drafts


def _draft(read: Callable[[Course, SourceRow], Paper], course: Course, row: SourceRow) -> Draft:
    draft = Draft(course.sheet, row)
    if not row.skip:
        try:
            draft.paper = read(course, row)
        except Rejected as rejected:
            draft.reason, draft.secret = rejected.reason, rejected.secret
    return draft


def _judged(drafts: Iterable[Draft], twins: Twins) -> Iterator[PreviewRow]:
    for draft in drafts:
        if draft.row.skip:
            yield _row(draft, SKIPPED, draft.row.skip)
        elif draft.paper is None:
            yield _row(draft, REFUSED, draft.reason)
        elif twin := twins.of(draft, draft.paper):
            yield _row(draft, DUPLICATE, f"重复：{twin}")
        else:
            yield _row(draft, NEW, "；".join(draft.paper.notes))


def _row(draft: Draft, status: str, reason: str) -> PreviewRow:
    cells = () if draft.secret else draft.row.cells
    paper = draft.paper if status in (NEW, DUPLICATE) else None
    return PreviewRow(draft.sheet.open_name, draft.row.number, status, reason, cells, paper)
