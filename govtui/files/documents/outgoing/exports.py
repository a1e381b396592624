"""Printed papers and 发文稿纸 as Word files in the exports folder, one file a paper."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from govtui.domain.refusal import Refusal
from govtui.files.documents.outgoing.draft_sheet import write_draft_sheet
from govtui.files.documents.outgoing.paper import paper_name, write_paper
from govtui.files.exports import Exported, exports_folder
from govtui.files.saving import safe_name
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.prints import draft_sheet, official_paper
from govtui.services.documents.outgoing.sheets import DraftSheet

DRAFT_SHEET = "发文稿纸"
ENDING = ".docx"

Print = TypeVar("Print")


def export_papers(desk: Desk, ids: Sequence[int], out: Path | None = None) -> Exported:
    """The printed papers of `ids` under `out` (the exports folder). Refusal: none named, void, gone, disk, denied."""
    papers = [official_paper(desk, paper) for paper in ids]
    paths = _paths(desk, papers, paper_name, out)
    for path, paper in zip(paths, papers, strict=True):
        write_paper(path, paper, desk.actor.name, desk.now())
    return Exported(paths, len(paths))


def export_draft_sheets(desk: Desk, ids: Sequence[int], out: Path | None = None) -> Exported:
    """The 发文稿纸 of `ids` under `out` (the exports folder). Refusal: none named, gone, disk, denied."""
    sheets = [draft_sheet(desk, paper) for paper in ids]
    paths = _paths(desk, sheets, _sheet_name, out)
    for path, sheet in zip(paths, sheets, strict=True):
        write_draft_sheet(path, sheet, desk.actor.name, desk.now())
    return Exported(paths, len(paths))


def _sheet_name(sheet: DraftSheet) -> str:
    return f"{DRAFT_SHEET}-{sheet.number or sheet.title}"


def _paths(desk: Desk, prints: Iterable[Print], name: Callable[[Print], str], out: Path | None) -> tuple[Path, ...]:
    """Where the prints go, each to a file of its own; papers of the same name are told apart by a number."""
    folder = out or exports_folder(desk)
    paths: list[Path] = []
    for one in prints:
        path, number = folder / safe_name(name(one), ENDING), 1
        while path in paths:
            number += 1
            path = folder / safe_name(name(one), f"-{number}{ENDING}")
        paths.append(path)
    if not paths:
        raise Refusal("没有选公文，没有可打印的；请先标记要打印的发文。")
    return tuple(paths)
