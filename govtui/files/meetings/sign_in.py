"""签到表: grouped by part, with the window in which a unit sits in the room, and room to sign by hand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from govtui.files.exports import properties
from govtui.files.meetings.heads import headline, sheet
from govtui.files.sheets import Alarm, Band, Cell, Column, write_workbook
from govtui.services.desk import Desk
from govtui.services.meetings.sheets import SignInGroup, SignInLine, SignInSheet

NAME = "签到表"

COLUMNS = (
    Column("seat", "座次", 6, "number"),
    Column("code", "代码", 6, centred=True),
    Column("unit", "单位", 26),
    Column("title", "职务", 22),
    Column("name", "姓名", 12, centred=True),
    Column("signed", "签到", 20, centred=True),
    Column("deputy", "代会", 22),
    Column("leave", "请假（批准人）", 26),
)
_ROOM_TO_SIGN = 24.0


def write_sign_in(desk: Desk, path: Path, found: SignInSheet) -> int:
    """Write the sheet; returns how many people it holds."""
    said = headline(found.head, found.counts)
    page = sheet(desk, found.head, NAME, COLUMNS, list(_rows(found.groups)), said=said, tall=_ROOM_TO_SIGN)
    return write_workbook(path, [page], properties(desk, f"{found.head.name}{NAME}"))


def _rows(groups: Sequence[SignInGroup]) -> Iterator[Sequence[Cell] | Band]:
    for group in groups:
        window = f"　{group.when}" if group.when else ""
        yield Band(f"{group.name}（{len(group.lines)} 人）{window}")
        for line in group.lines:
            yield _cells(line)


def _cells(line: SignInLine) -> tuple[Cell, ...]:
    who = (line.seat or None, line.code, line.unit, line.title, line.name, line.signed, line.deputy)
    leave = "；".join(filter(None, (line.leave, line.lacks)))
    return (*who, Alarm(leave) if line.lacks else leave)
