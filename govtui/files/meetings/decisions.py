"""议定事项督查台账: every matter that meetings gave to a unit, in the columns of the office's supervision book."""

from pathlib import Path

from govtui.domain.clock import long_day
from govtui.files.exports import maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, write_workbook
from govtui.services.desk import Desk
from govtui.services.meetings.sheets import DecisionLine, DecisionSheet

NAME = "议定事项督查台账"

COLUMNS = (
    Column("serial", "编号", 4, "number"),
    Column("source", "来源会议", 13),
    Column("decided", "议定日期", 10, "day"),
    Column("text", "事项", 26),
    Column("lead", "牵头单位", 11),
    Column("person", "责任人", 6),
    Column("co_units", "配合单位", 12),
    Column("leader", "分管领导", 9, centred=True),
    Column("owner", "督查主体（条款）", 8),
    Column("due", "时限", 10, "day"),
    Column("lamp", "灯色", 5, "lamp"),
    Column("state", "状态", 8, centred=True),
    Column("progress", "最新进展", 10),
    Column("reported", "反馈日期", 7),
    Column("problems", "存在问题", 7),
    Column("extended", "延期（次／理由）", 7),
    Column("closed", "办结日期", 7),
    Column("evidence", "佐证", 5),
    Column("reviewer", "销号审核人", 6),
    Column("note", "备注", 12),
)
_BLANKS = ("",) * 7
_NOTES = "责任人、督查主体、进展和销号各栏由督查人员填写。"


def write_decisions(desk: Desk, path: Path, found: DecisionSheet) -> int:
    """Write the sheet; returns how many matters it holds."""
    rows = [_cells(serial, line) for serial, line in enumerate(found.lines, 1)]
    page = Sheet(
        name=NAME,
        title=f"{found.of or found.office}{NAME}",
        columns=COLUMNS,
        rows=rows,
        subtitle=f"截至{long_day(desk.today())}，共 {len(rows)} 项",
        maker=maker_line(desk),
        notes=(_NOTES, f"另有 {found.left_out} 项不立项，未列入。") if found.left_out else (_NOTES,),
        empty="（没有议定事项）",
        frozen=1,
    )
    return write_workbook(path, [page], properties(desk, NAME))


def _cells(serial: int, line: DecisionLine) -> tuple[Cell, ...]:
    what = (serial, line.source, line.decided, line.text, line.lead, "", line.co_units, line.leader, line.owner)
    note = "；".join(filter(None, (line.due_words if line.due else "", line.note)))
    return (*what, line.due or line.due_words, line.lamp, line.state, *_BLANKS, note)
