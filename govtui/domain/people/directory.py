"""The address book as of any day: who leads, who is in charge of what, who is away, who acts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from govtui.domain.people import terms
from govtui.domain.people.answers import Away, Gap, Holder
from govtui.domain.people.rows import AbsenceRow, DelegationRow, PersonRow, PortfolioRow, PostRow, UnitRow
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.rulebook.model import Role, Rulebook

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class Directory:
    """A snapshot of all people rows. Every answer is as of the day asked about; ended posts never answer.

    `book` says which roles are leaders and which units need a portfolio.
    """

    book: Rulebook
    units: dict[int, UnitRow] = field(default_factory=dict)
    people: dict[int, PersonRow] = field(default_factory=dict)
    posts: tuple[PostRow, ...] = ()
    portfolios: tuple[PortfolioRow, ...] = ()
    delegations: tuple[DelegationRow, ...] = ()
    absences: tuple[AbsenceRow, ...] = ()

    # -- units and people -------------------------------------------------------------------------------------------

    def unit(self, unit_id: int | None) -> UnitRow | None:
        """The unit of this id, None for an unknown one."""
        return self.units.get(unit_id) if unit_id is not None else None

    def person(self, person_id: int | None) -> PersonRow | None:
        """The person of this id, None for an unknown one."""
        return self.people.get(person_id) if person_id is not None else None

    def chosen(self, person_id: int | None, what: str) -> PersonRow:
        """The person that somebody chose as `what` (签发人). Raises Refusal where there is none."""
        person = self.person(person_id)
        if person is None:
            raise Refusal(f"请从通讯录里选{what}；还没有登记的，先在通讯录登记。")
        return person

    def unit_named(self, name: str) -> UnitRow | None:
        """The unit with this full name, else the only one with this short name; brackets and width do not count."""
        key = fold(name)
        full = self._by_full_name.get(key)
        if full is not None:
            return full
        short = self._by_short_name.get(key, ())
        return short[0] if len(short) == 1 else None

    def people_named(self, name: str) -> tuple[PersonRow, ...]:
        """Everybody of this name, closed entries too; blanks inside two-character names do not count."""
        return tuple(self._by_person_name.get(fold(name), ()))

    def units_of(self, category: str, on: date) -> tuple[UnitRow, ...]:
        """The units of one category that exist on that day, in list order."""
        return tuple(u for u in self.ordered_units if u.category == category and u.open_on(on))

    def people_of(self, unit_id: int, on: date) -> tuple[PersonRow, ...]:
        """Who sits in a unit or holds a post there on that day, heads first."""
        ids = {p.id for p in self.people.values() if p.unit_id == unit_id and p.open_on(on)}
        ids |= {post.person_id for post in self._posts_at.get(unit_id, ()) if post.holds(on)}
        return tuple(sorted((self.people[i] for i in ids), key=lambda p: (self._seat(p.id, on), p.id)))

    def ordered_people(self, on: date) -> tuple[PersonRow, ...]:
        """Everybody of that day: those with a post in the order of posts, then the others by id."""
        return tuple(
            sorted((p for p in self.people.values() if p.open_on(on)), key=lambda p: (self._seat(p.id, on), p.id))
        )

    @cached_property
    def ordered_units(self) -> tuple[UnitRow, ...]:
        """All units by category, order number and id."""
        place = {name: i for i, name in enumerate(terms.CATEGORIES)}
        rest = len(place)
        return tuple(
            sorted(self.units.values(), key=lambda u: (place.get(u.category, rest), u.sort_order or 10**6, u.id))
        )

    # -- posts and the ranked list ----------------------------------------------------------------------------------

    def posts_of(self, person_id: int, on: date) -> tuple[PostRow, ...]:
        """The posts a person holds on that day, the foremost first."""
        held = [post for post in self._posts_by.get(person_id, ()) if post.holds(on)]
        return tuple(sorted(held, key=self._place)) if len(held) > 1 else tuple(held)

    def post_of(self, person_id: int, on: date) -> PostRow | None:
        """The foremost post a person holds on that day."""
        return next(iter(self.posts_of(person_id, on)), None)

    def title_of(self, person_id: int, on: date) -> str:
        """What the person is called on that day: the titles of all posts, joined by 、."""
        return "、".join(dict.fromkeys(filter(None, (self.post_title(p) for p in self.posts_of(person_id, on)))))

    def since(self, post: PostRow) -> date | None:
        """Since when the person has held this role there without a break, over changes of order; None: not known."""
        first = post.from_day
        same = [p for p in self._posts_by.get(post.person_id, ()) if (p.role, p.unit_id) == (post.role, post.unit_id)]
        for earlier in sorted(same, key=lambda p: p.from_day, reverse=True):
            if earlier.to_day is not None and earlier.from_day < first == earlier.to_day + timedelta(days=1):
                first = earlier.from_day
        return None if first == date.min else first

    def post_title(self, post: PostRow) -> str:
        """A post's title as printed, or its role's."""
        role = self.roles.get(post.role)
        return post.title or (role.title if role else "")

    def leader(self, person_id: int, on: date) -> Holder | None:
        """The person at the foremost post of that day; None for who holds no post then."""
        post = self.post_of(person_id, on)
        return self._holder(post) if post else None

    def leaders(self, on: date) -> tuple[Holder, ...]:
        """The ranked list on that day, front first, each person once at the foremost place (art. 6)."""
        return self._holders(post for post in self._leader_posts if post.holds(on))

    def rank_of(self, person_id: int, on: date) -> tuple[int, int, int] | None:
        """A key that sorts leaders front first on that day; None for who is no leader then."""
        for post in self.posts_of(person_id, on):
            if self.is_leader_role(post.role):
                return self._place(post)
        return None

    def is_leader_role(self, role: str) -> bool:
        """Whether holders of the role stand in the ranked list."""
        found = self.roles.get(role)
        return found is not None and found.leader

    def people_in_role(self, role: str, on: date) -> tuple[Holder, ...]:
        """Everybody who holds the role on that day, front first."""
        return self._holders(sorted((p for p in self._posts_in.get(role, ()) if p.holds(on)), key=self._place))

    def person_in_role(self, role: str, on: date) -> Holder | None:
        """Who holds the role on that day; the foremost where several do, None where nobody does."""
        return next(iter(self.people_in_role(role, on)), None)

    def members(self, on: date) -> tuple[Holder, ...]:
        """Members of the government on that day, ranked, each person once (R4, art. 4).

        Heads count where they lead a working department; heads of bodies of another category do not.
        """
        roles = terms.member_roles(self.book)
        posts = [p for role in roles for p in self._posts_in.get(role, ()) if p.holds(on) and self._makes_member(p)]
        return self._holders(sorted(posts, key=self._seat_of_post))

    def head_of(self, unit_id: int, on: date) -> Holder | None:
        """Who heads a unit on that day: the principal post there, else the head's or chief's.

        Leaders of the government sit in its office and do not head it, except its secretary-general where nobody else
        does.
        """
        here = [p for p in self._posts_at.get(unit_id, ()) if p.holds(on)]
        held = [p for p in here if (p.principal or p.role in terms.UNIT_HEADS) and not self.is_leader_role(p.role)]
        held = held or [p for p in here if p.role == terms.SECRETARY_GENERAL]
        return next(iter(self._holders(sorted(held, key=lambda p: (not p.principal, *self._place(p))))), None)

    # -- portfolios -------------------------------------------------------------------------------------------------

    def portfolio_of(self, unit_id: int, kind: str, on: date) -> PortfolioRow | None:
        """The entry in force for a unit on that day; a unit without its own takes that of the unit above (R8a)."""
        seen: set[int] = set()
        current: int | None = unit_id
        while current is not None and current not in seen:
            seen.add(current)
            held = [p for p in self._portfolios_of.get((current, kind), ()) if p.holds(on) and self._answers(p, on)]
            if held:
                return max(held, key=lambda p: (p.from_day, p.id))
            parent = self.units.get(current)
            current = parent.parent_id if parent else None
        return None

    def in_charge_of(self, unit_id: int, on: date) -> Holder | None:
        """The leader in charge of a unit on that day (分管, art. 8)."""
        entry = self.portfolio_of(unit_id, terms.IN_CHARGE, on)
        return self.leader(entry.person_id, on) if entry and entry.person_id is not None else None

    def assisting(self, unit_id: int, on: date) -> Holder | None:
        """The deputy secretary-general who assists with a unit on that day (协管)."""
        entry = self.portfolio_of(unit_id, terms.ASSISTING, on)
        return self.leader(entry.person_id, on) if entry and entry.person_id is not None else None

    def serving_section(self, unit_id: int, on: date) -> UnitRow | None:
        """The office's section that serves a unit on that day."""
        entry = self.portfolio_of(unit_id, terms.SERVING, on)
        return self.unit(entry.section_id) if entry else None

    def portfolio_units(self, person_id: int, kind: str, on: date) -> tuple[UnitRow, ...]:
        """The units a leader is in charge of (or assists with) by an entry of their own, in list order."""
        ids = {p.unit_id for p in self._portfolios_by.get((person_id, kind), ()) if p.holds(on)}
        ids = {i for i in ids if (e := self.portfolio_of(i, kind, on)) is not None and e.person_id == person_id}
        return tuple(u for u in self.ordered_units if u.id in ids and u.open_on(on))

    def section_units(self, section_id: int, on: date) -> tuple[UnitRow, ...]:
        """The units a section serves on that day, in list order."""
        ids = {p.unit_id for p in self.portfolios if p.section_id == section_id and p.holds(on)}
        return tuple(
            u
            for u in self.ordered_units
            if u.id in ids and u.open_on(on) and (s := self.serving_section(u.id, on)) and s.id == section_id
        )

    def units_without_portfolio(self, on: date) -> tuple[Gap, ...]:
        """Units that must have all three of 分管, 协管, 服务 and lack some, in list order (R8a, R72)."""
        wanted = terms.categories_with_portfolio(self.book)
        gaps = (
            Gap(unit, self.missing_portfolio(unit.id, on))
            for unit in self.ordered_units
            if unit.category in wanted and unit.open_on(on)
        )
        return tuple(gap for gap in gaps if gap.missing)

    def missing_portfolio(self, unit_id: int, on: date) -> tuple[str, ...]:
        """Which of 分管, 协管, 服务 nobody answers for on that day."""
        return tuple(kind for kind in terms.PORTFOLIO_KINDS if self.portfolio_of(unit_id, kind, on) is None)

    # -- absences and delegations -----------------------------------------------------------------------------------

    def is_away(self, person_id: int, on: date) -> Away | None:
        """The absence that covers that day and who acts; None for who is there (R59c).

        Where two reports cover the day, the one that ends later counts.
        """
        covering = [a for a in self._absences_of.get(person_id, ()) if a.covers(on)]
        if not covering or person_id not in self.people:
            return None
        absence = max(covering, key=lambda a: (a.last_day, a.id))
        delegate = self.acting_for(person_id, on)
        if delegate is not None:
            return Away(self.people[person_id], absence, delegate, "委托")
        named = self.leader(absence.acting_person_id, on) if absence.acting_person_id is not None else None
        return Away(self.people[person_id], absence, named, "报备" if named else "")

    def delegation_for(self, person_id: int, on: date, kind: str = terms.PRESIDING) -> DelegationRow | None:
        """The delegation in force that lets another act for this person on that day (R10)."""
        held = [d for d in self._delegations_of.get(person_id, ()) if d.kind == kind and d.holds(on)]
        held = [d for d in held if self.post_of(d.to_person_id, on) is not None]
        return max(held, key=lambda d: (d.from_day, d.id)) if held else None

    def acting_for(self, person_id: int, on: date, kind: str = terms.PRESIDING) -> Holder | None:
        """Who acts for this person on that day by delegation; outside its dates nobody does (R10, art. 10)."""
        found = self.delegation_for(person_id, on, kind)
        return self.leader(found.to_person_id, on) if found else None

    # -- inner ------------------------------------------------------------------------------------------------------

    def _place(self, post: PostRow) -> tuple[int, int, int]:
        role = self.roles.get(post.role)
        return post.rank, role.rank if role else 9999, post.id

    def _seat_of_post(self, post: PostRow) -> tuple[int, int, int, int]:
        rank, role_rank, post_id = self._place(post)
        unit = self.unit(post.unit_id)
        return rank, role_rank, (unit.sort_order or 10**6) if unit else 0, post_id

    def _seat(self, person_id: int, on: date) -> tuple[int, int, int]:
        post = self.post_of(person_id, on)
        return self._place(post) if post else (10**6, 0, 0)

    def _makes_member(self, post: PostRow) -> bool:
        unit = self.unit(post.unit_id)
        return post.role != terms.DEPARTMENT_HEAD or (unit is not None and unit.category == terms.DEPARTMENT)

    def _answers(self, entry: PortfolioRow, on: date) -> bool:
        if entry.kind == terms.SERVING:
            section = self.unit(entry.section_id)
            return section is not None and section.open_on(on)
        return entry.person_id is not None and bool(self.posts_of(entry.person_id, on))

    def _holder(self, post: PostRow) -> Holder:
        return Holder(self.people[post.person_id], post, self.post_title(post))

    def _holders(self, posts: Iterable[PostRow]) -> tuple[Holder, ...]:
        first: dict[int, Holder] = {}
        for post in posts:
            if post.person_id in self.people and post.person_id not in first:
                first[post.person_id] = self._holder(post)
        return tuple(first.values())

    @cached_property
    def roles(self) -> dict[str, Role]:
        """The roles of the rule pack by id."""
        return {role.id: role for role in self.book.roles}

    @cached_property
    def _leader_posts(self) -> tuple[PostRow, ...]:
        return tuple(sorted((p for p in self.posts if self.is_leader_role(p.role)), key=self._place))

    @cached_property
    def _posts_by(self) -> dict[int, list[PostRow]]:
        return _grouped(self.posts, [p.person_id for p in self.posts])

    @cached_property
    def _posts_at(self) -> dict[int | None, list[PostRow]]:
        return _grouped(self.posts, [p.unit_id for p in self.posts])

    @cached_property
    def _posts_in(self) -> dict[str, list[PostRow]]:
        return _grouped(self.posts, [p.role for p in self.posts])

    @cached_property
    def _portfolios_of(self) -> dict[tuple[int, str], list[PortfolioRow]]:
        return _grouped(self.portfolios, [(p.unit_id, p.kind) for p in self.portfolios])

    @cached_property
    def _portfolios_by(self) -> dict[tuple[int | None, str], list[PortfolioRow]]:
        return _grouped(self.portfolios, [(p.person_id, p.kind) for p in self.portfolios])

    @cached_property
    def _absences_of(self) -> dict[int, list[AbsenceRow]]:
        return _grouped(self.absences, [a.person_id for a in self.absences])

    @cached_property
    def _delegations_of(self) -> dict[int, list[DelegationRow]]:
        return _grouped(self.delegations, [d.from_person_id for d in self.delegations])

    @cached_property
    def _by_full_name(self) -> dict[str, UnitRow]:
        return {fold(u.name): u for u in self.units.values()}

    @cached_property
    def _by_short_name(self) -> dict[str, list[UnitRow]]:
        short = [u for u in self.units.values() if u.short_name]
        return _grouped(short, [fold(u.short_name) for u in short])

    @cached_property
    def _by_person_name(self) -> dict[str, list[PersonRow]]:
        everybody = list(self.people.values())
        return _grouped(everybody, [fold(p.name) for p in everybody])


def _grouped(values: Sequence[ValueT], keys: Iterable[KeyT]) -> dict[KeyT, list[ValueT]]:
    groups: dict[KeyT, list[ValueT]] = defaultdict(list)
    for key, value in zip(keys, values, strict=True):
        groups[key].append(value)
    return dict(groups)
