"""Posts: give, change, correct, end. A changed post is a new one; the old one ends the day before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.people import Directory, PostRow, checks, terms
from govtui.domain.people.rows import UNRANKED, overlap
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.people import validation as valid
from govtui.services.people.closing import close_portfolios
from govtui.services.people.ordering import make_room
from govtui.services.people.snapshot import read_directory
from govtui.store import tables
from govtui.store.unit_of_work import UnitOfWork

SINGLE_ROLES = (terms.MAYOR, terms.EXECUTIVE, terms.SECRETARY_GENERAL)
"""Roles that one person at a time holds in the whole government."""
HEAD_ROLES = (terms.DEPARTMENT_HEAD, terms.COUNTY_HEAD)
"""Roles that one person at a time holds in a unit."""


@dataclass(frozen=True, slots=True)
class PostValues:
    """A post as the form is filled in.

    `role` is an id or title of the rule pack; `order` the number in the ranked list (None: the place that the role
    asks for); `from_day` None means that the beginning is not known.
    """

    person_id: int
    role: str
    title: str = ""
    unit_id: int | None = None
    order: int | None = None
    principal: bool = False
    from_day: date | None = None
    to_day: date | None = None


def give_post(desk: Desk, values: PostValues) -> PostRow:
    """Give a person a post.

    Raises Refusal: unknown role (with the allowed ones), ends before it begins, the same post twice, a role that
    somebody else still holds; with finding R6 where another leader has the order number at the same time.
    """
    with desk.writing("post.give") as uow:
        directory = read_directory(uow, desk.book)
        post = checked_post(directory, values)
        post = replace(post, rank=make_room(uow, directory, post) if values.order is None else post.rank)
        row = uow.add(tables.Post(**_columns(post)))
        name = directory.people[post.person_id].name
        title = directory.post_title(post)
        uow.say(f"{name}{valid.since(post.from_day)}任{title}", "person", post.person_id)
        return replace(post, id=int(row.id or 0))


def change_post(desk: Desk, post_id: int, version: int, values: PostValues) -> PostRow:
    """A new post in place of an old one from `values.from_day` on; the old one ends the day before.

    Raises Refusal where the new one does not begin after the old one (a mistake is put right by `correct_post`).
    """
    with desk.writing("post.change") as uow:
        directory = read_directory(uow, desk.book)
        old, row = directory_post(directory, post_id), uow.get(tables.Post, post_id, version)
        first = values.from_day or desk.today()
        if first <= old.from_day:
            raise Refusal("新职务的起始日期应晚于原职务；如是录入有误，请用“更正任职”。")
        uow.change(row, to_day=valid.day_text(first - timedelta(days=1)))
        directory = read_directory(uow, desk.book)
        post = checked_post(directory, replace(values, person_id=old.person_id, from_day=first))
        if values.order is None:
            post = replace(post, rank=_kept_place(uow, directory, post, old))
        new = uow.add(tables.Post(**_columns(post)))
        name, was = directory.people[old.person_id].name, directory.post_title(old)
        uow.say(f"{name}自{long_day(first)}起由{was}改任{directory.post_title(post)}", "person", old.person_id)
        return replace(post, id=int(new.id or 0))


def correct_post(desk: Desk, post_id: int, version: int, values: PostValues) -> PostRow:
    """Put right a post that was entered wrongly, dates included; nothing is ended or added."""
    with desk.writing("post.correct") as uow:
        directory = read_directory(uow, desk.book)
        old, row = directory_post(directory, post_id), uow.get(tables.Post, post_id, version)
        order = old.rank if values.order is None else values.order
        kept = replace(values, person_id=old.person_id, order=order)
        post = replace(checked_post(directory, kept, post_id), id=post_id, version=version + 1)
        uow.change(row, **_columns(post))
        name = directory.people[old.person_id].name
        uow.say(f"更正{name}的任职（{directory.post_title(post)}）", "person", old.person_id)
        return post


def end_post(desk: Desk, post_id: int, version: int, last_day: date) -> PostRow:
    """End a post; `last_day` still counts. The division of work ends with a person's last post."""
    with desk.writing("post.end") as uow:
        directory = read_directory(uow, desk.book)
        post, row = directory_post(directory, post_id), uow.get(tables.Post, post_id, version)
        valid.span(post.from_day, last_day, "任职")
        uow.change(row, to_day=valid.day_text(last_day))
        after = last_day + timedelta(days=1)
        others = [p for p in directory.posts if p.person_id == post.person_id and p.id != post_id]
        stays = any(p.to_day is None or p.to_day >= after for p in others)
        ended = 0 if stays else close_portfolios(uow, directory, after, person_id=post.person_id)
        name, title = directory.people[post.person_id].name, directory.post_title(post)
        more = f"，其分工 {ended} 项待重新安排" if ended else ""
        uow.say(f"{name}任{title}至{long_day(last_day)}止{more}", "person", post.person_id)
        return replace(post, version=row.version, to_day=last_day)


def checked_post(directory: Directory, values: PostValues, post_id: int = 0) -> PostRow:
    """The post as it would be written, checked against all others; `post_id` is the post itself when it exists."""
    first = values.from_day or date.min
    valid.span(first, values.to_day, "任职")
    valid.person_in(directory, values.person_id, max(first, date(1, 1, 2)))
    if values.unit_id is not None:
        valid.unit_in(directory, values.unit_id, first)
    order = UNRANKED if values.order is None else values.order
    if not 1 <= order <= UNRANKED:
        raise Refusal(f"领导序号应在 1 至 {UNRANKED - 1} 之间。")
    post = PostRow(
        id=post_id,
        version=1,
        person_id=values.person_id,
        unit_id=values.unit_id,
        role=valid.role_of(directory.book, values.role),
        title=valid.words(values.title, "职务名称"),
        rank=order,
        principal=values.principal,
        from_day=first,
        to_day=values.to_day,
    )
    _refuse_taken(directory, post)
    valid.refuse_for(checks.order_findings(directory, post))
    return post


def directory_post(directory: Directory, post_id: int) -> PostRow:
    """The post of this id."""
    for post in directory.posts:
        if post.id == post_id:
            return post
    raise Refusal("这项任职已不存在，可能刚被撤销；请刷新后再试。")


def _refuse_taken(directory: Directory, post: PostRow) -> None:
    for other in directory.posts:
        if other.id == post.id or other.role != post.role:
            continue
        if not overlap(post.from_day, post.to_day, other.from_day, other.to_day):
            continue
        name = directory.people[other.person_id].name
        title = directory.post_title(other)
        if other.person_id == post.person_id and other.unit_id == post.unit_id:
            raise Refusal(f"{name}在这段时间已登记为{title}，不要重复登记。")
        same_seat = post.role in SINGLE_ROLES or (post.role in HEAD_ROLES and other.unit_id == post.unit_id)
        if same_seat and other.person_id != post.person_id:
            raise Refusal(f"{title}在这段时间由{name}担任，请先结束其任职，再登记接任者。")


def _kept_place(uow: UnitOfWork, directory: Directory, post: PostRow, old: PostRow) -> int:
    """The order number of a changed post: its own where the role stays, else the place that the new role asks for."""
    if not directory.is_leader_role(post.role) or post.role == old.role:
        return old.rank if post.role == old.role else UNRANKED
    return make_room(uow, directory, post)


def _columns(post: PostRow) -> dict[str, Any]:
    return {
        "person_id": post.person_id,
        "unit_id": post.unit_id,
        "role": post.role,
        "title": post.title,
        "rank": post.rank,
        "principal": post.principal,
        "from_day": valid.day_text(post.from_day),
        "to_day": valid.end_text(post.to_day),
    }
