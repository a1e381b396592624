"""Lists of the 通讯录 screen as of a day (today unless given); every list is whole and in its printed order."""

from datetime import date

from govtui.domain.clock import short_day
from govtui.domain.people import AbsenceRow, DelegationRow, Directory, Holder, UnitRow, terms
from govtui.domain.people.rows import UNRANKED
from govtui.services.desk import Desk
from govtui.services.people.rows import (
    AbsenceLine,
    DelegationLine,
    GapLine,
    LeaderLine,
    PersonLine,
    PostLine,
    UnitLine,
)
from govtui.services.people.snapshot import directory, snapshot


def unit_lines(
    desk: Desk, category: str = "", on: date | None = None, with_closed: bool = False
) -> tuple[UnitLine, ...]:
    """The units, of one category if given; closed ones only when asked for."""
    day, kept = on or desk.today(), snapshot(desk)
    key = ("unit_lines", category, day, with_closed)
    if key not in kept.kept:
        people = kept.directory
        wanted = terms.categories_with_portfolio(desk.book)
        kept.kept[key] = tuple(
            _unit_line(people, unit, day, wanted)
            for unit in people.ordered_units
            if (not category or unit.category == category) and (with_closed or unit.open_on(day))
        )
    found: tuple[UnitLine, ...] = kept.kept[key]
    return found


def unit_counts(desk: Desk, on: date | None = None) -> tuple[tuple[str, int], ...]:
    """How many units of each category exist, categories without any left out."""
    people, day = directory(desk), on or desk.today()
    counts = ((name, len(people.units_of(name, day))) for name in terms.CATEGORIES)
    return tuple((name, count) for name, count in counts if count)


def people_lines(desk: Desk, unit_id: int | None = None, on: date | None = None) -> tuple[PersonLine, ...]:
    """The people of a unit, heads first; everybody where no unit is given."""
    people, day = directory(desk), on or desk.today()
    found = people.ordered_people(day) if unit_id is None else people.people_of(unit_id, day)
    lines = []
    for person in found:
        post = people.post_of(person.id, day)
        unit = people.unit(person.unit_id)
        lines.append(
            PersonLine(
                id=person.id,
                version=person.version,
                name=person.name,
                title=people.title_of(person.id, day),
                unit=unit.label if unit else "",
                office_phone=person.office_phone,
                mobile=person.mobile,
                post_id=post.id if post else None,
                post_version=post.version if post else 0,
                away=away_words(people, person.id, day),
            )
        )
    return tuple(lines)


def leader_lines(desk: Desk, on: date | None = None) -> tuple[LeaderLine, ...]:
    """The ranked list, front first, with each leader's division of work."""
    people, day = directory(desk), on or desk.today()
    return tuple(
        LeaderLine(
            person_id=leader.person_id,
            post_id=leader.post.id,
            post_version=leader.post.version,
            order=leader.rank,
            name=leader.name,
            title=people.title_of(leader.person_id, day),
            role=leader.role,
            in_charge=_labels(people.portfolio_units(leader.person_id, terms.IN_CHARGE, day)),
            assisting=_labels(people.portfolio_units(leader.person_id, terms.ASSISTING, day)),
            office_phone=leader.person.office_phone,
            mobile=leader.person.mobile,
            since=people.since(leader.post),
            away=away_words(people, leader.person_id, day),
        )
        for leader in people.leaders(day)
    )


def delegation_lines(desk: Desk, on: date | None = None, with_past: bool = False) -> tuple[DelegationLine, ...]:
    """Delegations in force and to come, those that begin first in front; past ones only when asked for."""
    people, day = directory(desk), on or desk.today()
    found = [d for d in people.delegations if with_past or d.to_day is None or d.to_day >= day]
    return tuple(_delegation_line(people, d, day) for d in sorted(found, key=lambda d: (d.from_day, d.id)))


def absence_lines(desk: Desk, on: date | None = None, with_past: bool = False) -> tuple[AbsenceLine, ...]:
    """Who is away, who has not reported back, who will go; returned ones only when asked for."""
    people, day = directory(desk), on or desk.today()
    lines = [_absence_line(people, absence, day) for absence in people.absences]
    places = {state: place for place, state in enumerate(("未销假", "在外", "将外出", "已归"))}
    shown = [line for line in lines if with_past or line.state != "已归"]
    return tuple(sorted(shown, key=lambda line: (places[line.state], line.from_day, line.id)))


def gap_lines(desk: Desk, on: date | None = None) -> tuple[GapLine, ...]:
    """Units without a full portfolio (R8a)."""
    people, day = directory(desk), on or desk.today()
    return tuple(
        GapLine(
            unit_id=gap.unit.id,
            version=gap.unit.version,
            name=gap.unit.name,
            category=gap.unit.category,
            head=_name(people.head_of(gap.unit.id, day)),
            missing=tuple(terms.KIND_TITLES[kind] for kind in gap.missing),
        )
        for gap in people.units_without_portfolio(day)
    )


def post_lines(desk: Desk, person_id: int, on: date | None = None) -> tuple[PostLine, ...]:
    """A person's posts, the newest first."""
    people, day = directory(desk), on or desk.today()
    lines = []
    for post in people.posts:
        if post.person_id == person_id:
            unit = people.unit(post.unit_id)
            lines.append(
                PostLine(
                    id=post.id,
                    version=post.version,
                    title=people.post_title(post),
                    unit=unit.label if unit else "",
                    role=post.role,
                    order=None if post.rank >= UNRANKED else post.rank,
                    from_day=None if post.from_day == date.min else post.from_day,
                    to_day=post.to_day,
                    state="在任" if post.holds(day) else "将任" if post.from_day > day else "已离任",
                )
            )
    return tuple(sorted(lines, key=lambda line: (line.from_day or date.min, line.id), reverse=True))


def away_words(people: Directory, person_id: int, on: date) -> str:
    """`出差至 11-25 周三，由周敏代行`, empty for who is there."""
    away = people.is_away(person_id, on)
    if away is None:
        return ""
    acting = f"，由{away.acting.name}代行" if away.acting else ""
    return f"{away.absence.kind}至 {short_day(away.to_day)}{acting}"


def _unit_line(people: Directory, unit: UnitRow, on: date, wanted: tuple[str, ...]) -> UnitLine:
    section = people.serving_section(unit.id, on)
    parent = people.unit(unit.parent_id)
    return UnitLine(
        id=unit.id,
        version=unit.version,
        name=unit.name,
        short_name=unit.short_name,
        category=unit.category,
        number_prefix=unit.number_prefix,
        parent=parent.label if parent else "",
        head=_name(people.head_of(unit.id, on)),
        in_charge=_name(people.in_charge_of(unit.id, on)),
        assisting=_name(people.assisting(unit.id, on)),
        section=section.label if section else "",
        phone=unit.phone,
        missing=people.missing_portfolio(unit.id, on) if unit.category in wanted and unit.open_on(on) else (),
        closed_on=unit.closed_on,
    )


def _delegation_line(people: Directory, found: DelegationRow, on: date) -> DelegationLine:
    state = "有效" if found.holds(on) else "未到期" if found.from_day > on else "已过期"
    return DelegationLine(
        id=found.id,
        version=found.version,
        giver=people.people[found.from_person_id].name,
        taker=people.people[found.to_person_id].name,
        kind=found.kind,
        scope=found.scope,
        source=found.source,
        from_day=found.from_day,
        to_day=found.to_day,
        state=state,
    )


def _absence_line(people: Directory, absence: AbsenceRow, on: date) -> AbsenceLine:
    away = people.is_away(absence.person_id, max(on, absence.from_day))
    if absence.covers(on):
        state = "在外"
    elif absence.unreturned(on):
        state = "未销假"
    else:
        state = "将外出" if absence.from_day > on and absence.last_day >= absence.from_day else "已归"
    named = people.person(absence.acting_person_id)
    same = away is not None and away.absence.id == absence.id
    acting = away.acting.name if same and away and away.acting else named.name if named else ""
    return AbsenceLine(
        id=absence.id,
        version=absence.version,
        person_id=absence.person_id,
        name=people.people[absence.person_id].name,
        title=people.title_of(absence.person_id, on),
        kind=absence.kind,
        place=absence.place,
        reason=absence.reason,
        from_day=absence.from_day,
        to_day=absence.to_day,
        returned_on=absence.returned_on,
        acting=acting,
        by=away.by if same and away else "报备" if named else "",
        state=state,
    )


def _labels(units: tuple[UnitRow, ...]) -> tuple[str, ...]:
    return tuple(unit.label for unit in units)


def _name(holder: Holder | None) -> str:
    return holder.name if holder else ""
