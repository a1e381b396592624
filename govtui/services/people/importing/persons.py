"""Rows of the sheet 人员: a person, and the post that the title speaks of."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govtui.domain.dates import read_day
from govtui.domain.people import Directory, PersonRow, PostRow, UnitRow, checks, terms
from govtui.domain.people.guessing import OFFICE_HEAD, guess_role
from govtui.domain.people.rows import UNRANKED, overlap
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.services.people.importing.rows import Outcome, Rejected, SourceRow
from govtui.services.people.importing.state import Growing, name_of, number_of, text_of
from govtui.services.people.posts import HEAD_ROLES, SINGLE_ROLES
from govtui.services.people.validation import role_of

_TEXTS = ("office_phone", "mobile", "note")
_PHONES = ("mobile", "office_phone")
_GOVERNMENT = {"政府", "市政府", "市人民政府", "县政府", "县人民政府", "区政府", "区人民政府", "政府领导", "市领导"}
_PRINCIPAL = {*HEAD_ROLES, terms.CHIEF, OFFICE_HEAD}


@dataclass(slots=True)
class _Read:
    """One row as understood: who, and the post if the row speaks of one."""

    person: PersonRow
    columns: dict[str, Any]
    post: PostRow | None
    notes: list[str]


def read_person(growing: Growing, row: SourceRow) -> Outcome:
    """Take one person with the post. Who is known keeps what the row leaves empty."""
    try:
        read = _read(growing, row)
    except Rejected as rejected:
        return Outcome(row, "rejected", str(rejected))
    known = read.person.id in growing.people
    changed = not known or any(getattr(read.person, key) != value for key, value in read.columns.items())
    if changed:
        growing.put_person(replace(read.person, **read.columns), read.columns)
    if read.post is not None:
        changed |= _take_post(growing, read.post, read.notes)
    if not changed:
        return Outcome(row, "skipped", "已有这个人，内容相同")
    return Outcome(row, "imported", notes=tuple(read.notes))


def person_of(growing: Growing, row: SourceRow) -> PersonRow | None:
    """The person that a row which was taken speaks of."""
    unit = _unit(growing, row)
    return _known(growing, name_of(row, "姓名"), unit, row)


def give_numbers(growing: Growing) -> None:
    """Order numbers for new leaders whose rows gave none: behind the last one of their role or of a foremost role."""
    roles = growing.directory.roles
    waiting = [p for p in growing.new_posts.values() if p.rank >= UNRANKED and growing.directory.is_leader_role(p.role)]
    for post in sorted(waiting, key=lambda p: (roles[p.role].rank, p.id)):
        ranked = [p for p in growing.leader_posts() if p.rank < UNRANKED]
        own = [p.rank for p in ranked if p.person_id == post.person_id]
        taken = {p.rank for p in ranked}
        place = max((p.rank for p in ranked if roles[p.role].rank <= roles[post.role].rank), default=0) + 1
        while place in taken:
            place += 1
        growing.new_posts[post.id] = replace(post, rank=own[0] if own else place)


def _read(growing: Growing, row: SourceRow) -> _Read:
    name = name_of(row, "姓名")
    notes: list[str] = []
    unit = _unit(growing, row)
    known = _known(growing, name, unit, row)
    columns: dict[str, Any] = {field: text for field in _TEXTS if (text := text_of(row, field)) or known is None}
    if known is None:
        columns["name"] = name
    if known is None or (known.unit_id is None and unit is not None):
        columns["unit_id"] = unit.id if unit else None
    person = known or PersonRow(id=growing.next_id("person"), version=1, name=name)
    post = _post(growing, row, unit, person.id, notes)
    if post is not None and (known is None or _held(growing, post) is None):
        _check_order(growing, post, name)
    return _Read(person, columns, post, notes)


def _unit(growing: Growing, row: SourceRow) -> UnitRow | None:
    text = text_of(row, "unit")
    if not text:
        return None
    unit = growing.unit_named(text)
    if unit is None and fold(text) not in _GOVERNMENT | {fold(growing.book.government)}:
        raise Rejected(f"没有“{text}”这个单位，请先登记单位，或在单位表里加上")
    if unit is not None and not unit.open_on(growing.plan.today):
        raise Rejected(f"{unit.name}已停用，请先恢复使用再导入")
    return unit


def _known(growing: Growing, name: str, unit: UnitRow | None, row: SourceRow) -> PersonRow | None:
    found = growing.people_named(name)
    same = [person for person in found if person.unit_id == (unit.id if unit else None)]
    if same or unit is None:
        return same[0] if same else found[0] if len(found) == 1 else None
    loose = [person for person in found if person.unit_id is None and _same_phone(person, row)]
    return loose[0] if len(loose) == 1 else None


def _same_phone(person: PersonRow, row: SourceRow) -> bool:
    """Whether the row speaks of somebody whom an earlier sheet named without a unit: the telephone tells."""
    return any(getattr(person, kind) and getattr(person, kind) == text_of(row, kind) for kind in _PHONES)


def _post(growing: Growing, row: SourceRow, unit: UnitRow | None, person_id: int, notes: list[str]) -> PostRow | None:
    title, said = text_of(row, "title", 100), text_of(row, "role")
    if not title and not said:
        return None
    role = _said_role(growing, said) if said else _guessed_role(growing, title, unit)
    rank = number_of(row, "rank") if growing.directory.is_leader_role(role) else None
    first, last = _day(row, "from_day", "任职日期"), _day(row, "to_day", "离任日期")
    if first and last and last < first:
        raise Rejected("离任日期早于任职日期")
    unit_id = unit.id if unit and not growing.directory.is_leader_role(role) else None
    post = PostRow(
        id=0,
        version=1,
        person_id=person_id,
        unit_id=unit_id,
        role=role,
        title=title,
        rank=UNRANKED if rank is None else rank,
        principal=role in _PRINCIPAL,
        from_day=first or date.min,
        to_day=last,
    )
    return _seated(growing, post, guessed=not said, notes=notes)


def _said_role(growing: Growing, said: str) -> str:
    try:
        return role_of(growing.book, said)
    except Refusal as refusal:
        raise Rejected(refusal.sentence.rstrip("。")) from None


def _guessed_role(growing: Growing, title: str, unit: UnitRow | None) -> str:
    role = guess_role(growing.book, title, unit.category if unit else "", unit.name if unit else "")
    if role is None:
        raise Rejected(f"“{title}”认不出是哪种职务，请加一列“角色”，可用：{terms.role_titles(growing.book)}")
    if role in HEAD_ROLES and unit is None:
        raise Rejected(f"{title}没有写明单位")
    return role


def _seated(growing: Growing, post: PostRow, guessed: bool, notes: list[str]) -> PostRow:
    """The post where its seat is free; a guessed head whose seat is taken counts as deputy, with a note."""
    if post.role not in (*SINGLE_ROLES, *HEAD_ROLES):
        return post
    for other in growing.posts_in(post.role):
        same_seat = post.role in SINGLE_ROLES or other.unit_id == post.unit_id
        if not same_seat or other.person_id == post.person_id:
            continue
        if not overlap(post.from_day, post.to_day, other.from_day, other.to_day):
            continue
        holder = growing.people[other.person_id].name
        deputy = {terms.DEPARTMENT_HEAD: "department_deputy", terms.COUNTY_HEAD: "county_deputy"}.get(post.role)
        if guessed and deputy in growing.directory.roles and deputy is not None:
            notes.append(f"主要负责人已是{holder}，{post.title}按副职登记")
            return replace(post, role=deputy, principal=False)
        raise Rejected(f"{post.title or growing.book.role(post.role).title}在这段时间已由{holder}担任，请先结束其任职")
    return post


def _check_order(growing: Growing, post: PostRow, name: str) -> None:
    if not growing.directory.is_leader_role(post.role):
        return
    leaders = tuple(growing.leader_posts())
    people = growing.people | {post.person_id: PersonRow(post.person_id, 1, name)}
    findings = checks.order_findings(Directory(growing.book, growing.units, people, leaders), replace(post, id=-1))
    if findings:
        raise Rejected(f"{findings[0].sentence.rstrip('。')}（{findings[0].article}）")


def _held(growing: Growing, post: PostRow) -> PostRow | None:
    for other in growing.posts_by(post.person_id):
        same = (other.role, other.unit_id) == (post.role, post.unit_id)
        if same and overlap(post.from_day, post.to_day, other.from_day, other.to_day):
            return other
    return None


def _take_post(growing: Growing, post: PostRow, notes: list[str]) -> bool:
    held = _held(growing, post)
    if held is None:
        others = [p for p in growing.directory.posts_of(post.person_id, growing.plan.today) if p.role != post.role]
        if others:
            notes.append(f"原任{growing.directory.post_title(others[0])}未结束，如已改任请登记离任")
        growing.put_post(post)
        return True
    if not post.title or held.title == post.title or held.id in growing.new_posts:
        return False
    growing.plan.changed[("post", held.id)] = {"title": post.title}
    return True


def _day(row: SourceRow, field: str, what: str) -> date | None:
    cell = row.fields.get(field)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    found = read_day(cell, epoch1904=row.epoch1904)
    if found.day is None:
        raise Rejected(f"{what}“{text_of(row, field)}”看不懂（{found.reason}）")
    return found.day
