"""Where exports lie, who made them, and what they say of themselves."""

from dataclasses import dataclass
from pathlib import Path

from govtui.domain.clock import long_day
from govtui.files.sheets import Properties
from govtui.services.desk import Desk
from govtui.store.documents.reports import journal_head


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the files in the order to read them, and how many rows (papers, people) they hold."""

    files: tuple[Path, ...]
    rows: int


def exports_folder(desk: Desk) -> Path:
    """`exports` beside the data folder (inside the store's own folder where that is not called data)."""
    return desk.exports


def maker_line(desk: Desk) -> str:
    """Who made a sheet and when: `制表：文秘科 李某　2026年11月23日 09:00`."""
    who = " ".join(filter(None, (desk.actor.section, desk.actor.name)))
    banner = "演示数据　" if desk.demonstration else ""
    return f"{banner}制表：{who}　{long_day(desk.today())} {desk.now():%H:%M}"


def properties(desk: Desk, title: str) -> Properties:
    """The file's own words, with the journal's head for the foot of every page."""
    return Properties(title, desk.actor.name, desk.office, desk.now(), journal_anchor(desk))


def journal_anchor(desk: Desk) -> str:
    """Number and first digits of the journal's head: printed outside, it betrays a journal changed since."""
    with desk.reading() as reader:
        head = journal_head(reader)
    return "" if head is None else f"日志 {head[0]}·{head[1][:12]}"
