"""What `govtui export` can write, and how its options choose papers."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from govtui.cli.choosing import needed, only, split
from govtui.cli.exporting_meetings import MEETING_EXPORTS
from govtui.domain.refusal import Refusal

if TYPE_CHECKING:
    from govtui.files.documents.outgoing import register as outgoing
    from govtui.files.documents.outgoing import seals
    from govtui.files.documents.register import Selection
    from govtui.files.exports import Exported
    from govtui.services.desk import Desk


def weekly(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """公文办理周报 of a week."""
    from govtui.domain.clock import week_name
    from govtui.files.documents.weekly import weekly_package

    only(options, "weekly", "week")
    return weekly_package(desk, options.week or week_name(desk.today()), options.out)


def incoming(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """收文登记簿."""
    from govtui.files.documents.register import export_register

    return export_register(desk, _incoming_selection(desk, options), options.out)


def slip(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """文件处理笺 of some papers."""
    from govtui.files.documents.slip import export_slips

    return export_slips(desk, _incoming_ids(desk, needed(options, "slip", "ids", "哪几件", "2026-15")), options.out)


def return_slip(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """退文单 of some papers."""
    from govtui.files.documents.return_slip import export_return_slip

    return export_return_slip(
        desk, _incoming_ids(desk, needed(options, "return-slip", "ids", "哪几件", "2026-15")), options.out
    )


def people(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """通讯录."""
    from govtui.files.phonebook import export_people

    only(options, "people")
    return export_people(desk, options.out)


def outgoing_register(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """发文登记簿 with the 文号台账."""
    from govtui.files.documents.outgoing.register import export_register

    return export_register(desk, _outgoing_selection(desk, options), options.out)


def seal_register(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """用印登记簿."""
    from govtui.files.documents.outgoing.seals import export_seals

    return export_seals(desk, _seal_selection(desk, options), options.out)


def ledger(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """文号台账 of a year."""
    from govtui.files.documents.ledger import export_ledger

    only(options, "ledger", "year")
    return export_ledger(desk, _year(desk, options), options.out)


def normative(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """规范性文件目录 and its register, as of today."""
    from govtui.files.documents.normative import export_catalogue

    only(options, "normative")
    return export_catalogue(desk, options.out)


def paper(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """The printed papers."""
    from govtui.files.documents.outgoing.exports import export_papers

    return export_papers(desk, _outgoing_ids(desk, needed(options, "paper", "ids", "哪几件", _NUMBER)), options.out)


def draft_sheet(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """发文稿纸 of some papers."""
    from govtui.files.documents.outgoing.exports import export_draft_sheets

    return export_draft_sheets(
        desk, _outgoing_ids(desk, needed(options, "draft-sheet", "ids", "哪几件", _NUMBER)), options.out
    )


def receipts(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """分发签收单 of some papers."""
    from govtui.files.documents.outgoing.receipts import export_receipts

    return export_receipts(
        desk, _outgoing_ids(desk, needed(options, "receipts", "ids", "哪几件", _NUMBER)), options.out
    )


_NUMBER = "某政发〔2026〕15号"

EXPORTS: "dict[str, tuple[str, Callable[[Desk, argparse.Namespace], Exported]]]" = {
    "weekly": ("公文办理周报", weekly),
    "incoming": ("收文登记簿", incoming),
    "slip": ("文件处理笺", slip),
    "return-slip": ("退文单", return_slip),
    "outgoing": ("发文登记簿（附文号台账）", outgoing_register),
    "paper": ("印制件", paper),
    "draft-sheet": ("发文稿纸", draft_sheet),
    "receipts": ("分发签收单", receipts),
    "seals": ("用印登记簿", seal_register),
    "ledger": ("文号台账", ledger),
    "normative": ("规范性文件目录", normative),
    "people": ("通讯录", people),
    **MEETING_EXPORTS,
}
"""What can be exported: the word for it, its name, and what writes it."""


def _incoming_selection(desk: "Desk", options: argparse.Namespace) -> "Selection":
    from govtui.files.documents import register

    _one_way(options)
    if options.ids:
        return register.of_papers(desk, _incoming_ids(desk, options.ids))
    if (days := _days(desk, options)) is not None:
        return register.of_days(desk, *days)
    return register.of_year(desk, _year(desk, options))


def _outgoing_selection(desk: "Desk", options: argparse.Namespace) -> "outgoing.Selection":
    from govtui.files.documents.outgoing import register

    _one_way(options)
    if options.ids:
        return register.of_papers(desk, _outgoing_ids(desk, options.ids))
    if (days := _days(desk, options)) is not None:
        return register.of_days(desk, *days)
    return register.of_year(desk, _year(desk, options))


def _seal_selection(desk: "Desk", options: argparse.Namespace) -> "seals.Selection":
    from govtui.files.documents.outgoing import seals

    _one_way(options)
    if options.ids:
        return seals.of_papers(desk, _outgoing_ids(desk, options.ids))
    if (days := _days(desk, options)) is not None:
        return seals.of_days(desk, *days)
    return seals.of_year(desk, _year(desk, options))


def _one_way(options: argparse.Namespace) -> None:
    """Refuse a mixture of ways to choose, and those that choose something else."""
    only(options, options.what, "week", "year", "first", "last", "ids")
    ranged = options.first is not None or options.last is not None
    if sum((bool(options.ids), bool(options.week), options.year is not None, ranged)) > 1:
        raise Refusal("--ids、--week、--year 和 --from/--to 只能用一种。")


def _days(desk: "Desk", options: argparse.Namespace) -> tuple[date, date, str] | None:
    """From which day to which, and the name of that time where it has one; None where a year is meant."""
    from govtui.services.documents.weekly import parse_week

    if options.week:
        week = parse_week(options.week, desk.now())
        return week.monday, week.sunday, week.name
    if options.first is None and options.last is None:
        return None
    return options.first or date(desk.today().year, 1, 1), options.last or desk.today(), ""


def _year(desk: "Desk", options: argparse.Namespace) -> int:
    year: int = desk.today().year if options.year is None else options.year
    if not 1 <= year <= 9999:
        raise Refusal(f"没有 {year} 年，请写四位的年份。")
    return year


def _incoming_ids(desk: "Desk", words: list[str]) -> list[int]:
    from govtui.files.documents.register import ids_of

    return ids_of(desk, split(words))


def _outgoing_ids(desk: "Desk", words: list[str]) -> list[int]:
    from govtui.files.documents.outgoing.register import ids_of

    return ids_of(desk, split(words))
