"""What the form may fill in by itself for a topic; the clerk changes what is wrong. Nothing is written here."""

from dataclasses import replace

from govtui.domain.clock import from_stamp
from govtui.domain.meetings.gates import hinted_subject
from govtui.domain.people import terms
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.meetings.topics.cases import kind_named
from govtui.services.meetings.topics.entering import cleaned
from govtui.services.meetings.topics.rows import NewTopic
from govtui.services.people import directory


def guess(desk: Desk, entry: NewTopic) -> NewTopic:
    """The entry cleaned, with meeting, minutes, subject, marks and basis where words or units tell them."""
    entry = cleaned(desk, entry)
    subject = desk.book.meeting_subject(entry.subject) or hinted_subject(desk.book, entry.title)
    told = "".join((entry.title, entry.content, entry.proposal))
    return replace(
        entry,
        subject=subject.id if subject else "",
        major=entry.major or (subject is not None and subject.checklist is None),
        county=entry.county or any(one.county for one in entry.units) or _names_county(desk, entry.title),
        finance=entry.finance or any(word in told for word in _money_words(desk)),
        basis=entry.basis or _only_basis(desk, entry.wanted, subject is not None and subject.checklist is not None),
    )


def from_paper(desk: Desk, incoming_id: int) -> NewTopic:
    """A topic as an incoming paper asks for it. Raises Refusal when the paper is gone."""
    with desk.reading() as reader:
        row = reader.row("SELECT * FROM incoming WHERE id = :id", id=incoming_id)
    if row is None:
        raise Refusal("这件收文已不存在，可能刚被撤销；请刷新列表。")
    entry = NewTopic(
        title=row["title"],
        wanted="",
        unit_id=row["sender_id"],
        unit=row["sender"],
        head_signed=row["signer"],
        materials=row["attachments"],
        secrecy=row["secrecy"],
        major=bool(row["major"]),
        requested_on=from_stamp(row["received_at"]).date(),
        incoming_id=incoming_id,
    )
    return guess(desk, entry)


def _only_basis(desk: Desk, wanted: str, reviewed: bool) -> str:
    """The task of the meeting where only one fits: drafts of laws and rules belong to the one that is reviewed."""
    tasks = kind_named(desk.book, wanted).tasks
    fitting = [task for task in tasks if task.legal_opinion] if reviewed else list(tasks)
    return fitting[0].code if len(fitting) == 1 else ""


def _names_county(desk: Desk, title: str) -> bool:
    units = directory(desk).units_of(terms.COUNTY, desk.today())
    return any(name and name in title for unit in units for name in (unit.name, unit.short_name))


def _money_words(desk: Desk) -> tuple[str, ...]:
    """Words by which a matter is known to touch money: those of the reviews that a mark calls for."""
    return tuple(word for review in desk.book.minutes_reviews if review.when == "flag" for word in review.words)
