"""The one ranked list: make room in it, put it in a new order. Order numbers are dated like the posts they stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding
from govtui.domain.people import Directory, Holder, PostRow, checks
from govtui.domain.people.rows import UNRANKED
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.snapshot import read_directory
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork


def order_leaders(desk: Desk, person_ids: Sequence[int], from_day: date | None = None) -> tuple[Holder, ...]:
    """Give all leaders of that day the numbers 1, 2, 3… in this order, from that day on; the past keeps its order.

    Raises Refusal where the list misses a leader or names somebody twice (R6: one number, one leader).
    """
    on = from_day or desk.today()
    with desk.writing("leaders.order") as uow:
        directory = read_directory(uow, desk.book)
        leaders = {leader.person_id: leader for leader in directory.leaders(on)}
        if sorted(person_ids) != sorted(leaders):
            missing = [leader.name for i, leader in leaders.items() if i not in person_ids]
            what = f"缺{'、'.join(missing)}" if missing else "有人重复或不是现任领导"
            raise Refusal(f"领导名单不全或有误（{what}），请刷新后重排。")
        ranks = {person_id: place for place, person_id in enumerate(person_ids, 1)}
        changed = _renumber(uow, directory, ranks, on)
        after = read_directory(uow, desk.book)
        valid.refuse_for(checks.all_order_findings(after, on) or _later_clash(after, on))
        uow.say(f"自{long_day(on)}起调整领导排序（{changed} 人变动）", "people")
    return after.leaders(on)


def make_room(uow: UnitOfWork, directory: Directory, post: PostRow) -> int:
    """The order number that the role of a new post asks for: behind the last one of its role or a foremost role.

    Where that number is taken, those behind move back by one from the day the post begins. Roles that are no
    leaders get no number; a person who already has a place on that day keeps it.
    """
    if not directory.is_leader_role(post.role):
        return UNRANKED
    on = _first_day(directory, post)
    ranked = [leader for leader in directory.leaders(on) if leader.rank < UNRANKED]
    own = [leader.rank for leader in ranked if leader.person_id == post.person_id]
    if own:
        return own[0]
    role_rank = directory.roles[post.role].rank
    front = [leader.rank for leader in ranked if directory.roles[leader.role].rank <= role_rank]
    place = max(front, default=0) + 1
    if checks.order_findings(directory, replace(post, rank=place)):
        behind = {leader.person_id: leader.rank + 1 for leader in ranked if leader.rank >= place}
        _renumber(uow, directory, behind, on)
        valid.refuse_for(checks.order_findings(read_directory(uow, directory.book), replace(post, rank=place)))
    return place


def _first_day(directory: Directory, post: PostRow) -> date:
    """The day to look at for a place: the post's first, or today's stand-in where the beginning is not known."""
    if post.from_day != date.min:
        return post.from_day
    return max((p.from_day for p in directory.posts if directory.is_leader_role(p.role)), default=date.min)


def _renumber(uow: UnitOfWork, directory: Directory, ranks: Mapping[int, int], on: date) -> int:
    changed = set()
    for post in directory.posts:
        rank = ranks.get(post.person_id)
        if rank is None or not directory.is_leader_role(post.role) or post.rank == rank:
            continue
        if post.holds(on) or post.from_day > on:
            _dated_rank(uow, post, rank, on)
            changed.add(post.person_id)
    return len(changed)


def _dated_rank(uow: UnitOfWork, post: PostRow, rank: int, on: date) -> None:
    row = uow.get(tables.Post, post.id)
    if post.from_day >= on:
        uow.change(row, rank=rank)
        return
    uow.change(row, to_day=valid.day_text(on - timedelta(days=1)))
    columns = asdict(replace(post, rank=rank, from_day=on))
    columns |= {"from_day": valid.day_text(on), "to_day": valid.end_text(post.to_day)}
    del columns["id"], columns["version"]
    uow.add(tables.Post(**columns))


def _later_clash(directory: Directory, on: date) -> tuple[Finding, ...]:
    held = [p for p in directory.posts if p.holds(on)]
    return tuple(f for post in held for f in checks.order_findings(directory, post))
