"""The reviews that minutes need before their signer signs, and which of them were given (art. 44)."""

from datetime import date

from govtui.domain.clock import stored_day
from govtui.domain.findings import Finding
from govtui.domain.meetings import reviews
from govtui.domain.meetings.deciding import follow_up_findings
from govtui.domain.meetings.reviews import Given, Need
from govtui.domain.people import Directory
from govtui.domain.signing import SignerPlan
from govtui.services.desk import Desk
from govtui.services.meetings.minutes.reading import chair_of, decided, row_of, work_units
from govtui.services.meetings.rows import ReviewNeed
from govtui.services.people import directory
from govtui.store.meetings import minutes as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

Within = Reader | UnitOfWork

SIGN = "sign"
"""The step of the sign-off among the stamps of minutes."""


def plan(desk: Desk, people: Directory, row: Record, on: date) -> SignerPlan:
    """Who may sign stored minutes as of `on`."""
    return reviews.signer_plan(
        desk.book, people, desk.book.known_meeting_kind(row["meeting_kind"]), chair_of(desk, row), on
    )


def needs_of(
    desk: Desk, people: Directory, within: Within, row: Record, signer_id: int | None, on: date
) -> tuple[Need, ...]:
    """The reviews that stored minutes need as of `on` when `signer_id` signs."""
    units = work_units(decided(within, row["meeting_id"]))
    kind = desk.book.known_meeting_kind(row["meeting_kind"])
    chair = chair_of(desk, row)
    return reviews.needs(desk.book, people, kind, bool(row["finance"]), units, chair.person_id, signer_id, on)


def given_of(within: Within, minutes_id: int) -> tuple[Given, ...]:
    """The reviews in force of stored minutes."""
    return tuple(_given(one) for one in _in_force(within, minutes_id))


def open_needs(desk: Desk, people: Directory, within: Within, row: Record, on: date) -> tuple[Need, ...]:
    """The reviews still missing as of `on`, if the first of those who may sign signs."""
    expected = plan(desk, people, row, on).expected
    wanted = needs_of(desk, people, within, row, expected.person_id if expected else None, on)
    return reviews.missing(wanted, given_of(within, row["id"]), on)


def _untracked(desk: Desk, within: Within, meeting_id: int) -> list[str]:
    """Major topics that were decided and gave no unit anything to do."""
    outcomes = desk.book.meetings
    worked = store.items_with_work(within, meeting_id)
    decided_on = [
        item
        for item in store.items(within, meeting_id)
        if item["major"] and outcomes and (found := outcomes.outcome(item["outcome"])) and found.decides
    ]
    return [item["title"] for item in decided_on if item["id"] not in worked]


def sign_findings(
    desk: Desk, people: Directory, within: Within, row: Record, signer_id: int | None, on: date
) -> tuple[Finding, ...]:
    """What stands against signing besides the signer (R44c, R44d); R8a, R25b and words about money only tell."""
    kind = desk.book.known_meeting_kind(row["meeting_kind"])
    wanted = needs_of(desk, people, within, row, signer_id, on)
    found = reviews.review_findings(desk.book, wanted, given_of(within, row["id"]), on)
    found += follow_up_findings(desk.book, _untracked(desk, within, row["meeting_id"]))
    if kind is None or not kind.reviews:
        return found
    units = work_units(decided(within, row["meeting_id"]))
    return (
        *found,
        *reviews.unled_findings(desk.book, people, units, on),
        *reviews.finance_hint(desk.book, kind, bool(row["finance"]), row["body"]),
    )


def needed_reviews(desk: Desk, minutes_id: int, on: date | None = None) -> tuple[ReviewNeed, ...]:
    """The reviews that minutes need as of `on` (the day of signing, else today), and whether each was given.

    For minutes that are not signed the first of those who may sign is taken as the signer.
    """
    people = directory(desk)
    with desk.reading() as reader:
        row = row_of(reader, minutes_id)
        as_of = on or stored_day(row["signed_on"]) or desk.today()
        expected = plan(desk, people, row, as_of).expected
        signer_id = row["signer_id"] if row["signed_on"] else expected.person_id if expected else None
        wanted = needs_of(desk, people, reader, row, signer_id, as_of)
        stamps = _in_force(reader, minutes_id)
    return tuple(_shown(one, stamps, as_of) for one in wanted)


def _in_force(within: Within, minutes_id: int) -> list[Record]:
    return [one for one in store.stamps(within, minutes_id) if one["active"] and one["step"] != SIGN]


def _given(row: Record) -> Given:
    about = tuple(filter(None, row["about"].split("、")))
    return Given(row["step"], row["person_id"], row["for_id"], about, date.fromisoformat(row["on_day"]))


def _shown(need: Need, stamps: list[Record], on: date) -> ReviewNeed:
    told = [
        f"{one['title']}{one['person']} {one['on_day']} {one['opinion']}".strip()
        for one in stamps
        if need.done_by(_given(one), on)
    ]
    return ReviewNeed(
        step=need.step,
        matter=need.matter,
        about="、".join(need.about),
        rule=need.rule,
        seats=need.seats,
        missing=need.missing,
        done=bool(told) or need.by_signature,
        words="；".join(told) or ("签发即审核" if need.by_signature else ""),
        by_signature=need.by_signature,
        facts=need.facts,
    )
