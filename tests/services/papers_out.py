"""Outgoing papers for tests: drafted, reviewed, signed, numbered, in one call each."""

from dataclasses import replace
from datetime import date
from typing import Any

from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import normative
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    issuing,
    numbering,
    reviewing,
    signing,
    views,
)
from govtui.services.documents.outgoing.rows import NewDraft
from tests.offices import Office

ENTRY = NewDraft(
    title="关于做好冬春农田水利工作的通知",
    series="office_issue",
    body="各有关单位：\n一、总体要求\n做好准备。",
    addressees="市财政局、市教育局",
    copies_to="市林业局",
    drafting_unit="市财政局",
    publicity="主动公开",
)


def drafted(office: Office, **changes: Any) -> int:
    """A draft of the finance bureau."""
    entry = replace(ENTRY, drafting_unit_id=office.units["市财政局"], **changes)
    return drafting.draft(office.desk, entry).id


def to_sign(office: Office, **changes: Any) -> int:
    """One that was reviewed."""
    outgoing = drafted(office, **changes)
    drafting.submit(office.desk, [outgoing])
    reviewing.review(office.desk, outgoing)
    return outgoing


def signed(
    office: Office, signer: str = "沈清河", on: date | None = None, desk: Desk | None = None, **more: Any
) -> int:
    """One that a leader signed."""
    outgoing = to_sign(office, **more)
    signing.sign(desk or office.desk, outgoing, office.people[signer], "同意", on)
    return outgoing


def numbered(office: Office, **changes: Any) -> int:
    """One with its number."""
    outgoing = signed(office, **changes)
    reviewing.recheck(office.desk, outgoing)
    numbering.number(office.desk, outgoing)
    return outgoing


def issued(office: Office, **changes: Any) -> int:
    """One that was printed, sealed and sent out."""
    outgoing = numbered(office, **changes)
    issuing.print_run(office.desk, outgoing, 10)
    issuing.seal(office.desk, outgoing, keeper="王姐")
    issuing.distribute(office.desk, outgoing, issuing.proposed_distribution(office.desk, outgoing), way="机要交换")
    return outgoing


def asked(office: Office, outgoing: int, *units: str) -> list[int]:
    """The co-signs of these units: their ids."""
    cosigning.ask(office.desk, outgoing, [(office.units[unit], unit) for unit in units])
    with office.desk.reading() as reader:
        return [
            row[0] for row in reader.rows("SELECT id FROM co_sign WHERE outgoing_id = :id ORDER BY id", id=outgoing)
        ]


def state(office: Office, outgoing: int) -> str:
    """Where it stands."""
    return views.one_row(office.desk, outgoing).state


def fields(office: Office, outgoing: int) -> dict[str, Any]:
    """Every column."""
    return dict(views.detail(office.desk, outgoing).fields)


def revise(office: Office, outgoing: int, wording_only: bool = False, desk: Desk | None = None, **changes: Any) -> str:
    """Change it as the form does; the sentence."""
    entry = drafting.draft_of(office.desk, outgoing)
    version = views.one_row(office.desk, outgoing).version
    done = drafting.revise(desk or office.desk, outgoing, version, replace(entry, **changes), wording_only)
    return done.sentence


def undo(desk: Desk) -> None:
    """Take the clerk's last act back."""
    last = journal.next_undo(desk)
    assert last is not None
    journal.undo(desk, last.seq)


def normative_paper(office: Office) -> tuple[int, int]:
    """A signed and numbered one with its reviewed document."""
    outgoing = to_sign(office, series="normative", normative=True, title="关于规范犬只管理的通知")
    document = normative.open_document(office.desk, normative.NewNormative(outgoing_id=outgoing)).id
    normative.check(office.desk, document, (), reviewer="周法宁", opinion="同意")
    signing.sign(office.desk, outgoing, office.people["沈清河"], "同意")
    reviewing.recheck(office.desk, outgoing)
    numbering.number(office.desk, outgoing)
    return outgoing, document
