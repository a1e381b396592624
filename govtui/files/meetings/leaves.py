"""请假备案 of a meeting: who asked leave, who granted it, what was filed with the duty room, who comes instead."""

from pathlib import Path

from govtui.files.exports import properties
from govtui.files.meetings.heads import headline, sheet
from govtui.files.sheets import Alarm, Cell, Column, write_workbook
from govtui.services.desk import Desk
from govtui.services.meetings.sheets import LeaveLine, LeaveSheet

NAME = "请假备案"

COLUMNS = (
    Column("serial", "序", 4, "number"),
    Column("name", "姓名", 10, centred=True),
    Column("title", "职务", 16),
    Column("unit", "单位", 18),
    Column("reason", "事由", 24),
    Column("state", "状态", 8, centred=True),
    Column("approver", "批准人", 14, centred=True),
    Column("approved", "批准日期", 11, "day"),
    Column("duty_filed", "总值班室备案时间", 17, "moment"),
    Column("deputy", "代会人", 16),
    Column("rule", "依据", 14),
    Column("lacks", "尚缺", 16),
    Column("note", "备注", 14),
)


def write_leaves(desk: Desk, path: Path, found: LeaveSheet) -> int:
    """Write the sheet; returns how many leaves it holds."""
    rows = [_cells(serial, line) for serial, line in enumerate(found.lines, 1)]
    page = sheet(desk, found.head, NAME, COLUMNS, rows, said=headline(found.head))
    return write_workbook(path, [page], properties(desk, f"{found.head.name}{NAME}"))


def _cells(serial: int, line: LeaveLine) -> tuple[Cell, ...]:
    who = (serial, line.name, line.title, line.unit, line.reason, line.state)
    granted = (line.approver, line.approved, line.duty_filed, line.deputy, line.rule)
    return (*who, *granted, Alarm(line.lacks) if line.lacks else "", line.note)
