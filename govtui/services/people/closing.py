"""Ending portfolio entries together with the post, person or unit that they hang on."""

from datetime import date, timedelta

from govtui.domain.people import Directory, PortfolioRow
from govtui.services.people.validation import day_text
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork


def close_portfolios(
    uow: UnitOfWork, directory: Directory, on: date, unit_id: int | None = None, person_id: int | None = None
) -> int:
    """End every entry of a unit (as subject or as serving section) or a person from `on` on; returns how many."""
    hanging = [
        p for p in directory.portfolios if _hangs(p, unit_id, person_id) and (p.to_day is None or p.to_day >= on)
    ]
    for entry in hanging:
        end_entry(uow, entry, on)
    return len(hanging)


def end_entry(uow: UnitOfWork, entry: PortfolioRow, on: date) -> None:
    """Make `on` the first day without the entry; one that would never have been in force is taken away."""
    row = uow.get(tables.Portfolio, entry.id)
    if entry.from_day >= on:
        uow.delete(row)
    else:
        uow.change(row, to_day=day_text(on - timedelta(days=1)))


def _hangs(entry: PortfolioRow, unit_id: int | None, person_id: int | None) -> bool:
    if person_id is not None:
        return entry.person_id == person_id
    return unit_id in (entry.unit_id, entry.section_id)
