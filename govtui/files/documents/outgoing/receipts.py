"""分发签收单: to whom a paper was sent, with room for signing by hand; one sheet a paper."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from govtui.domain.clock import long_day
from govtui.domain.refusal import Refusal
from govtui.domain.text import cut
from govtui.files.exports import Exported, exports_folder, maker_line, properties
from govtui.files.sheets import Cell, Column, Sheet, safe_name, write_workbook
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.prints import receipts
from govtui.services.documents.outgoing.rows import DistributionRow, OutgoingRow
from govtui.services.documents.outgoing.views import one_row

NAME = "分发签收单"

COLUMNS = (
    Column("order", "序", 5, "number"),
    Column("unit", "收文单位", 34),
    Column("copies", "份数", 6, "number"),
    Column("way", "方式", 10, centred=True),
    Column("sent_on", "送出", 12, "day"),
    Column("receiver", "签收人", 16),
    Column("received_on", "签收日期", 14, "day"),
)
"""The columns in the order of the list; the last two are left blank for who signs by hand."""


def export_receipts(desk: Desk, ids: Sequence[int], out: Path | None = None) -> Exported:
    """The distribution lists of these papers in one file under `out` (the exports folder).

    Raises Refusal for no paper, a paper that is gone, or one that was sent to nobody.
    """
    if not ids:
        raise Refusal("没有选公文，打印不了签收单；请先标记已分发的发文。")
    papers = [(one_row(desk, paper), receipts(desk, paper)) for paper in ids]
    more = f"等{len(papers)}件" if len(papers) > 1 else ""
    path = (out or exports_folder(desk)) / safe_name(f"{NAME}-{_name(papers[0][0])}{more}", ".xlsx")
    sheets = [_sheet(desk, paper, lines) for paper, lines in papers]
    write_workbook(path, sheets, properties(desk, NAME))
    return Exported((path,), len(papers))


def _sheet(desk: Desk, paper: OutgoingRow, lines: Sequence[DistributionRow]) -> Sheet:
    issued = f"{long_day(paper.issued_on)}印发　" if paper.issued_on else ""
    open_lines = sum(line.received_on is None for line in lines)
    return Sheet(
        name=_name(paper),
        title=f"{desk.office}{NAME}",
        columns=COLUMNS,
        rows=_rows(lines),
        subtitle=f"{issued}共发 {len(lines)} 个单位" + (f"，{open_lines} 个未签收" if open_lines else "，均已签收"),
        maker=maker_line(desk),
        headline=f"{paper.number}《{paper.title}》",
        total=(None, "合计", sum(line.copies for line in lines), "", None, "", None),
    )


def _rows(lines: Iterable[DistributionRow]) -> Iterable[Sequence[Cell]]:
    for order, line in enumerate(lines, 1):
        yield order, line.unit, line.copies, line.way, line.sent_on, line.receiver, line.received_on


def _name(paper: OutgoingRow) -> str:
    return paper.number or cut(paper.title, 24)
