"""Minutes as a text: composed from what was recorded, edited in the desk (art. 44)."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import CHINA, from_stamp
from govtui.domain.meetings import minutes as wording
from govtui.domain.meetings.minutes import Discussed, Duty, Line, Sitting, changed_substance
from govtui.domain.meetings.reviews import finance_hint, hinted
from govtui.domain.meetings.states import COMING, DEPUTY, DONE, GRANTED, HELD, LEAVE, SIGNED_MINUTES
from govtui.domain.people import Directory
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean_table
from govtui.domain.workdays import compute_deadline
from govtui.services.desk import Desk
from govtui.services.documents.due import columns_of
from govtui.services.documents.entered import said
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.minutes.overtaking import must_not_be_out, overtake
from govtui.services.meetings.minutes.reading import (
    NOUN,
    decision_rows,
    held_on,
    meeting_of,
    name_of,
)
from govtui.services.meetings.minutes.views import one_row
from govtui.services.meetings.rows import DecisionRow, MinutesRow
from govtui.services.people import directory
from govtui.services.workdays import current_calendar
from govtui.store import tables
from govtui.store.meetings import minutes as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Minutes

LONGEST_BODY = 200_000
"""Characters of a text that are kept; longer ones are refused, never cut."""

_LIMIT = "minutes_out"


def compose(desk: Desk, meeting_id: int) -> str:
    """The text of a meeting's minutes as it was recorded; nothing is written.

    Items taken off are not mentioned, deferred ones are. A topic that went to a later meeting reads as it was recorded
    at this one.
    """
    people = directory(desk)
    with desk.reading() as reader:
        return _composed(desk, reader, people, meeting_id)


def start(desk: Desk, meeting_id: int) -> MinutesRow:
    """Begin the minutes of a meeting that is over: composed, due by the office's limit from its end.

    Revenue and expenditure are marked where a topic or the words of decisions say so (R44c). Raises Refusal while the
    meeting runs, and where it has its minutes already.
    """
    people = directory(desk)
    with desk.writing("minutes.start") as uow:
        meeting = meeting_of(uow, meeting_id)
        if meeting["state"] != HELD:
            raise Refusal(f"{meeting['name']}现在是“{meeting['state']}”，散会以后才能起草纪要；请先宣布散会。")
        if store.minutes_of(uow, meeting_id) is not None:
            raise Refusal(f"{meeting['name']}已经有纪要，请直接打开修改。")
        row: Any = tables.Minutes(meeting_id=meeting_id, created_at=uow.at, created_by=uow.actor_name)
        row.title, row.body = f"{meeting['name']}纪要", _composed(desk, uow, people, meeting_id)
        row.drafter, row.finance = desk.actor.name, _about_money(desk, uow, meeting_id, row.body)
        kind = desk.book.known_meeting_kind(meeting["kind"])
        row.series = (kind.series if kind else None) or ""
        for name, value in _due(desk, meeting).items():
            setattr(row, name, value)
        uow.add(row)
        store.note(uow, meeting_id, "纪要", f"{desk.actor.name}起草纪要")
        uow.say(f"起草{name_of(row)}", NOUN, row.id)
        minutes_id: int = row.id
    return one_row(desk, minutes_id)


def edit(
    desk: Desk,
    minutes_id: int,
    version: int,
    title: str,
    body: str,
    copies_to: str = "",
    finance: bool | None = None,
) -> Outcome:
    """Change the text. After a review or the sign-off a change of substance ends both; blanks and light punctuation
    do not count. Warns where the words hint at revenue and expenditure and the mark is not set (R44c).

    Raises Stale as every edit does, and Refusal for an empty title or text and where the minutes are out.
    """
    columns: dict[str, Any] = {"title": said(title), "body": _text(body), "copies_to": said(copies_to)}
    if finance is not None:
        columns["finance"] = finance
    if not columns["title"] or not columns["body"]:
        raise Refusal("纪要的标题和正文不能是空的。")
    with desk.writing("minutes.edit") as uow:
        minutes = store.fetch(uow, minutes_id, version)
        sentence = _change(uow, minutes, columns, "修改")
        kind = desk.book.known_meeting_kind(meeting_of(uow, minutes.meeting_id)["kind"])
        hints = finance_hint(desk.book, kind, minutes.finance, columns["body"])
    return Outcome(1, sentence, hints)


def recompose(desk: Desk, minutes_id: int) -> Outcome:
    """Compose the text anew from what is recorded now; what was written by hand is replaced (the journal keeps it)."""
    people = directory(desk)
    with desk.writing("minutes.recompose") as uow:
        minutes = store.fetch(uow, minutes_id)
        body = _composed(desk, uow, people, minutes.meeting_id)
        finance = minutes.finance or _about_money(desk, uow, minutes.meeting_id, body)
        sentence = _change(uow, minutes, {"body": body, "finance": finance}, "重新生成")
    return Outcome(1, sentence)


def _change(uow: UnitOfWork, minutes: "Minutes", columns: dict[str, Any], act: str) -> str:
    """Write changed columns and what they end; the sentence."""
    assert minutes.id is not None
    changed = {name: value for name, value in columns.items() if getattr(minutes, name) != value}
    if not changed:
        return f"{name_of(minutes)}没有改动。"
    must_not_be_out(minutes, act)
    touched = changed_substance({name: getattr(minutes, name) for name in changed}, changed)
    tail = overtake(uow, minutes, f"改动{'、'.join(touched)}") if touched else ""
    light = not touched and minutes.state in SIGNED_MINUTES
    uow.change(minutes, **changed)
    sentence = f"{act}{name_of(minutes)}{'（文字更正）' if light else tail}"
    store.note(uow, minutes.meeting_id, "纪要", sentence)
    uow.say(sentence, NOUN, minutes.id)
    return sentence


def _text(body: str) -> str:
    if len(body) > LONGEST_BODY:
        raise Refusal(f"正文超过 {LONGEST_BODY // 10_000} 万字，请把长表格另作附件。")
    return said(clean_table(body), multiline=True)


def _due(desk: Desk, meeting: Record) -> dict[str, Any]:
    """The columns of the limit within which minutes go out, from the end of the meeting; none without a limit."""
    limit = desk.book.step_limit(_LIMIT)
    if limit is None:
        return {}
    ended = meeting["closed_at"] or meeting["ends_at"] or meeting["starts_at"]
    start = from_stamp(ended) if ended else datetime.combine(desk.today(), time(0), CHINA)
    closes = desk.book.office_hours.closes
    article = desk.book.rule(limit.rule).article_text if limit.rule and desk.book.holds(limit.rule) else ""
    return columns_of(compute_deadline(current_calendar(desk), start, limit.amount, limit.unit, closes, rule=article))


def _about_money(desk: Desk, uow: UnitOfWork, meeting_id: int, body: str) -> bool:
    marked = any(item["finance"] for item in store.items(uow, meeting_id))
    return marked or hinted(desk.book, body)[0] is not None


# -- what the text is made of -----------------------------------------------------------------------------------------


def _composed(desk: Desk, within: Reader | UnitOfWork, people: Directory, meeting_id: int) -> str:
    meeting = meeting_of(within, meeting_id)
    lines: dict[int, list[Line]] = {}
    for one in decision_rows(within, meeting_id):
        lines.setdefault(one.item_id, []).append(_line(one))
    items = tuple(
        _discussed(desk, item, tuple(lines.get(item["id"], ())))
        for item in store.items(within, meeting_id)
        if item["state"] == DONE
    )
    expected = store.attendees(within, meeting_id)
    begun = any(one["signed_at"] for one in expected)
    there = [one for one in expected if _was_there(one, begun)]
    sitting = Sitting(
        name=meeting["name"],
        starts=from_stamp(meeting["starts_at"]) if meeting["starts_at"] else None,
        room=meeting["room"],
        chair=f"{meeting['chair_title']}{meeting['chair']}",
        on_behalf_of=_on_behalf_of(desk, people, meeting),
        items=items,
        present=_names(one for one in there if one["tier"] == "member" and not _sent(one)),
        attending=_names(one for one in there if one["tier"] != "member" or _sent(one)),
        on_leave=_names((one for one in expected if one not in there and _on_leave(one)), deputies=False),
        recorder=meeting["recorder"],
    )
    return wording.compose(sitting)


def _line(one: DecisionRow) -> Line:
    return Line(one.text, tuple(Duty(unit.unit, unit.lead, unit.due, unit.due_words) for unit in one.units))


def _discussed(desk: Desk, item: Record, lines: tuple[Line, ...]) -> Discussed:
    result = desk.book.meetings.outcome(item["outcome"]) if desk.book.meetings else None
    post = item["reporter_post"]
    unit = "" if post.startswith(item["unit"]) else item["unit"]
    return Discussed(
        topic=item["title"],
        unit=item["unit"],
        reporter=f"{unit}{post}{item['reporter']}" if item["reporter"] else item["unit"],
        frame=result.frame if result else "",
        discussion=item["discussion"],
        dissent=item["dissent"],
        chair_reason=item["chair_reason"],
        lines=lines,
    )


def _on_behalf_of(desk: Desk, people: Directory, meeting: Record) -> str:
    """Who delegated the chair: the title alone where one person holds the post, else with the name."""
    giver = (
        people.leader(meeting["chair_for_id"], on := held_on(desk, meeting["starts_at"]))
        if meeting["chair_for_id"]
        else None
    )
    if giver is None:
        return str(meeting["chair_for"])
    alone = len(people.people_in_role(giver.role, on)) == 1
    return giver.title if alone else f"{giver.title}{giver.name}"


def _was_there(one: Record, begun: bool) -> bool:
    """Whether somebody came, or sent somebody: by the sign-in where anybody signed in, else by the reply."""
    if begun:
        return bool(one["signed_at"])
    return bool(one["deputy"]) or not _on_leave(one)


def _on_leave(one: Record) -> bool:
    return one["leave_state"] == GRANTED or one["reply"] in (LEAVE, DEPUTY)


def _names(rows: Iterable[Record], deputies: bool = True) -> tuple[str, ...]:
    """Names as minutes list them: who came for somebody else stands with him."""
    found = []
    for one in rows:
        told = one["name"] or one["unit"]
        found.append(f"{one['deputy']}（代{told}）" if deputies and _sent(one) else told)
    return tuple(found)


def _sent(one: Record) -> bool:
    """Whether somebody else came; a deputy sits in and is never a member (arts. 4, 43)."""
    return bool(one["deputy"]) and one["reply"] != COMING and not one["came"]
