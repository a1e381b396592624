"""The division of work: who is in charge of, assists with, and serves a unit, from a day on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.people import Directory, PortfolioRow, terms
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.closing import end_entry
from govtui.services.people.snapshot import read_directory
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork


def set_portfolio(
    desk: Desk, unit_ids: Sequence[int], kind: str, holder_id: int, from_day: date | None = None
) -> tuple[PortfolioRow, ...]:
    """One leader (分管, 协管) or section (服务) for one or several units from a day on; earlier entries end before.

    `holder_id` is a person's id, or a section's for 服务. Raises Refusal: unknown kind, closed unit, a person who is
    not in office on that day, a section that is none.
    """
    with desk.writing("portfolio.set") as uow:
        directory = read_directory(uow, desk.book)
        on = from_day or desk.today()
        put_portfolio(uow, directory, unit_ids, kind, holder_id, on)
        names = [directory.units[i].label for i in unit_ids]
        some = "、".join(names[:3]) + (f"等 {len(names)} 个单位" if len(names) > 3 else "")
        who = _holder_name(directory, kind, holder_id)
        uow.say(f"自{long_day(on)}起{some}由{who}{kind}", "unit", unit_ids[0])
        after = read_directory(uow, desk.book)
    return tuple(p for i in unit_ids if (p := after.portfolio_of(i, kind, on)))


def set_division(
    desk: Desk,
    unit_id: int,
    in_charge_id: int | None,
    assisting_id: int | None,
    section_id: int | None,
    from_day: date | None = None,
) -> None:
    """All three of one unit in one act; what is None or already so stays as it is."""
    on = from_day or desk.today()
    wanted = ((terms.IN_CHARGE, in_charge_id), (terms.ASSISTING, assisting_id), (terms.SERVING, section_id))
    with desk.writing("portfolio.divide") as uow:
        directory = read_directory(uow, desk.book)
        said = []
        for kind, holder_id in wanted:
            if holder_id is not None and put_portfolio(uow, directory, [unit_id], kind, holder_id, on):
                said.append(f"{kind}{_holder_name(directory, kind, holder_id)}")
        unit = valid.unit_in(directory, unit_id, on)
        uow.say(f"自{long_day(on)}起{unit.label}的分工：{'，'.join(said)}", "unit", unit_id)


def hand_over_portfolios(desk: Desk, from_person_id: int, to_person_id: int, from_day: date | None = None) -> int:
    """Everything one leader is in charge of or assists with goes to another from a day on; returns how many units."""
    on = from_day or desk.today()
    with desk.writing("portfolio.hand_over") as uow:
        directory = read_directory(uow, desk.book)
        moved = 0
        for kind in (terms.IN_CHARGE, terms.ASSISTING):
            ids = sorted({p.unit_id for p in directory.portfolios if _ends_later(p, from_person_id, kind, on)})
            moved += put_portfolio(uow, directory, ids, kind, to_person_id, on)
        giver, taker = directory.people[from_person_id].name, directory.people[to_person_id].name
        if not moved:
            raise Refusal(f"{giver}到 {long_day(on)} 没有分管或协管的单位，不需要移交。")
        uow.say(f"{giver}的分工 {moved} 项自{long_day(on)}起移交{taker}", "person", to_person_id)
    return moved


def end_portfolio(desk: Desk, portfolio_id: int, version: int, last_day: date) -> None:
    """End one entry; `last_day` still counts. The unit then shows in the list of units without a portfolio."""
    with desk.writing("portfolio.end") as uow:
        directory = read_directory(uow, desk.book)
        row = uow.get(tables.Portfolio, portfolio_id, version)
        entry = next(p for p in directory.portfolios if p.id == portfolio_id)
        valid.span(entry.from_day, last_day, "分工")
        uow.change(row, to_day=valid.day_text(last_day))
        unit = directory.units[entry.unit_id]
        uow.say(f"{unit.label}的{terms.KIND_TITLES[entry.kind]}至{long_day(last_day)}止", "unit", unit.id)


def put_portfolio(
    uow: UnitOfWork, directory: Directory, unit_ids: Sequence[int], kind: str, holder_id: int, on: date
) -> int:
    """Write the entries inside an open transaction; returns how many units changed hands."""
    if not unit_ids:
        return 0
    _check_holder(directory, kind, holder_id, on)
    changed = 0
    for unit_id in dict.fromkeys(unit_ids):
        unit = valid.unit_in(directory, unit_id, on)
        if kind == terms.SERVING and holder_id == unit_id:
            raise Refusal(f"{unit.name}不能由自己对应服务，请另选科室。")
        own = [p for p in directory.portfolios if (p.unit_id, p.kind) == (unit_id, kind)]
        changed += _put_one(uow, own, unit_id, kind, holder_id, on)
    return changed


def _put_one(uow: UnitOfWork, own: Iterable[PortfolioRow], unit_id: int, kind: str, holder_id: int, on: date) -> bool:
    until: date | None = None
    for entry in sorted(own, key=lambda p: p.from_day):
        if entry.from_day > on:
            until = entry.from_day - timedelta(days=1)
            break
        if entry.holds(on):
            if holder_id in (entry.person_id, entry.section_id):
                return False
            end_entry(uow, entry, on)
    holder = "section_id" if kind == terms.SERVING else "person_id"
    columns: dict[str, Any] = {"unit_id": unit_id, "kind": kind, holder: holder_id}
    uow.add(tables.Portfolio(**columns, from_day=valid.day_text(on), to_day=valid.end_text(until)))
    return True


def _check_holder(directory: Directory, kind: str, holder_id: int, on: date) -> None:
    if kind not in terms.PORTFOLIO_KINDS:
        raise Refusal(f"没有“{kind}”这种分工，可用的有：{'、'.join(terms.PORTFOLIO_KINDS)}。")
    if kind == terms.SERVING:
        section = valid.unit_in(directory, holder_id, on)
        if section.category != terms.SECTION:
            raise Refusal(f"{section.name}的类别是{section.category}，对应科室请选类别为“{terms.SECTION}”的单位。")
        return
    person = valid.person_in(directory, holder_id, on)
    if directory.post_of(holder_id, on) is None:
        raise Refusal(f"{person.name}在 {long_day(on)} 没有在任职务，请先登记任职，再安排{kind}。")
    if kind == terms.IN_CHARGE and directory.rank_of(holder_id, on) is None:
        title = directory.title_of(holder_id, on)
        raise Refusal(f"{person.name}（{title}）不在领导名单里，{terms.KIND_TITLES[kind]}请选在任领导。")


def _holder_name(directory: Directory, kind: str, holder_id: int) -> str:
    return directory.units[holder_id].label if kind == terms.SERVING else directory.people[holder_id].name


def _ends_later(entry: PortfolioRow, person_id: int, kind: str, on: date) -> bool:
    return (entry.person_id, entry.kind) == (person_id, kind) and (entry.to_day is None or entry.to_day >= on)
