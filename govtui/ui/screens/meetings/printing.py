"""What can be printed of a row of the page, by what the row is; the writers are imported when one is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtui.services.desk import Desk
from govtui.ui.screens.meetings.commands import MEETING, MINUTES, PROPOSED, TOPIC

if TYPE_CHECKING:
    from govtui.files.exports import Exported

_WORD, _EXCEL = "Word", "Excel"


@dataclass(frozen=True, slots=True)
class Print:
    """One print: what it is called, in which program it opens, which function of the floor of files writes it.

    `together` takes all marked rows in one file, else each row makes files of its own.
    """

    id: str
    name: str
    kind: str
    writer: str
    together: bool = False

    def write(self, desk: Desk, ids: Sequence[int]) -> "Exported":
        """Write it for these rows."""
        from govtui.files.exports import Exported
        from govtui.files.meetings import exports

        writer: Callable[..., Any] = getattr(exports, self.writer)
        if self.together:
            written: Exported = writer(desk, ids)
            return written
        done = [writer(desk, one) for one in dict.fromkeys(ids)]
        files: tuple[Path, ...] = tuple(path for one in done for path in one.files)
        return Exported(files, sum(one.rows for one in done))


_NOTICE = Print("notice", "会议通知", _WORD, "export_notice")
_DECISIONS = Print("decisions", "议定事项台账", _EXCEL, "export_decisions")
_PRINTS: dict[str, tuple[Print, ...]] = {
    TOPIC: (Print("approval", "议题审批表", _WORD, "export_topics", together=True),),
    MEETING: (
        Print("agenda", "会议议程", f"{_EXCEL}、{_WORD}", "export_agenda"),
        _NOTICE,
        Print("sign-in", "签到表", _EXCEL, "export_sign_in"),
        Print("seating", "座次表", _EXCEL, "export_seating"),
        Print("minutes", "会议纪要", _WORD, "export_minutes_of"),
        _DECISIONS,
        Print("leaves", "请假备案", _EXCEL, "export_leaves"),
    ),
    MINUTES: (Print("minutes", "会议纪要", _WORD, "export_minutes"),),
    PROPOSED: (Print("decisions", "这次会议的议定事项台账", _EXCEL, "export_decisions"),),
}


def fitting(noun: str) -> tuple[Print, ...]:
    """The prints of a noun."""
    return _PRINTS.get(noun, ())


def notice() -> Print:
    """The notice of a meeting."""
    return _NOTICE


def every_decision(desk: Desk) -> "Exported":
    """Everything that signed minutes gave to supervise."""
    from govtui.files.meetings import exports

    return exports.export_decisions(desk)


def this_week(desk: Desk) -> "Exported":
    """The meetings and engagements of the week."""
    from govtui.files.meetings import exports

    return exports.export_week(desk, desk.today())
