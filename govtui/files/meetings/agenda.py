"""议程 as Excel for the desk and as Word for the leaders' folders."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from govtui.domain.text import clean
from govtui.files.documents.outgoing.paper import write_paper
from govtui.files.exports import properties
from govtui.files.meetings.heads import headline, sheet, when
from govtui.files.sheets import Cell, Column, write_workbook
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.sheets import OfficialPaper
from govtui.services.meetings.sheets import AgendaLine, AgendaSheet

NAME = "议程"

COLUMNS = (
    Column("position", "序", 4, "number"),
    Column("title", "议题", 34),
    Column("basis", "依据条款", 18),
    Column("unit", "汇报单位", 16),
    Column("reporter", "汇报人", 10, centred=True),
    Column("minutes", "时长\n（分钟）", 8, "number"),
    Column("starts", "起", 8, "moment", form="hh:mm"),
    Column("ends", "止", 8, "moment", form="hh:mm"),
    Column("attendees", "列席单位", 26),
    Column("materials", "材料", 16),
    Column("note", "备注", 12),
)
_WORD_COLUMNS = ("序", "议题", "汇报单位、汇报人", "列席单位", "时间")
_UNSETTLED = "议程未锁定，以最后印发的为准"


def write_agenda(desk: Desk, path: Path, agenda: AgendaSheet) -> int:
    """Write the Excel sheet; returns how many topics it holds."""
    head = agenda.head
    said = headline(head, f"共 {len(agenda.lines)} 项，{agenda.total} 分钟", "" if head.settled else _UNSETTLED)
    page = sheet(desk, head, NAME, COLUMNS, [_cells(line) for line in agenda.lines], said=said)
    return write_workbook(path, [page], properties(desk, f"{head.name}{NAME}"))


def _cells(line: AgendaLine) -> tuple[Cell, ...]:
    who = (line.position, line.title, line.basis, line.unit, line.reporter, line.minutes or None)
    return (*who, line.starts, line.ends, "、".join(line.attendees), line.materials, line.note)


def write_agenda_paper(path: Path, agenda: AgendaSheet, author: str = "", made_at: datetime | None = None) -> None:
    """Write the Word paper: time, room, chair, and the topics as a table."""
    head = agenda.head
    paper = OfficialPaper(
        title=f"{clean(head.name)}{NAME}",
        body="\n".join(_text(agenda)),
        draft=not head.settled,
        demonstration=head.demonstration,
    )
    write_paper(path, paper, author, made_at)


def _text(agenda: AgendaSheet) -> Iterator[str]:
    head = agenda.head
    yield from (f"【{head.mark}】",) if head.mark else ()
    yield f"时间：{when(head)}"
    for label, words in (("地点", head.room), ("主持", head.chair), ("记录", head.recorder)):
        if words:
            yield f"{label}：{clean(words)}"
    yield f"表　议题（共{len(agenda.lines)}项，{agenda.total}分钟）"
    yield "\t".join(_WORD_COLUMNS)
    for line in agenda.lines:
        yield "\t".join(_word_cells(line))


def _word_cells(line: AgendaLine) -> tuple[str, ...]:
    who = " ".join(filter(None, (clean(line.unit), clean(line.reporter))))
    words = (clean(line.title), who, clean("、".join(line.attendees)), f"{line.starts:%H:%M}" if line.starts else "")
    return str(line.position), *(word or "—" for word in words)
