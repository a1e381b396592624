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
    Column("name", "姓名", 9, centred=True),
    Column("title", "职务", 14),
    Column("unit", "单位", 16),
    Column("reason", "事由", 20),
    Column("state", "状态", 6, centred=True),
    Column("approver", "批准人", 10, centred=True),
    Column("approved", "批准日期", 11, "day"),
    Column("duty_filed", "总值班室备案时间", 16, "moment"),
    Column("deputy", "代会人", 14),
    Column("rule", "依据", 12),
    Column("lacks", "尚缺", 14),
    Column("note", "备注", 10),
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
