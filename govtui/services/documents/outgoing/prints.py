"""What is printed of an outgoing paper: the paper itself, its own sheet (发文稿纸), its distribution list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from govtui.domain.documents.outgoing.drafts import UP
from govtui.domain.documents.outgoing.states import SIGNED_STATES, VOID
from govtui.domain.refusal import Refusal
from govtui.rulebook.papers import Series
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.rows import DistributionRow, OutgoingDetail
from govtui.services.documents.outgoing.sheets import DraftCosign, DraftSheet, OfficialPaper, PaperDirection
from govtui.services.documents.outgoing.views import detail, signer_words

_SIGNED_IN_PERSON = "签署"
"""The act of rules, orders and motions: the signer's post and name stand on the paper (arts. 49)."""


_WAYS: dict[str, PaperDirection] = {"up": "up", "down": "down", "level": "level"}


def official_paper(desk: Desk, outgoing_id: int) -> OfficialPaper:
    """The paper as it is printed; before it is signed it bears the mark of a draft. Raises Refusal when it is void."""
    found = detail(desk, outgoing_id)
    fields = found.fields
    if found.row.state == VOID:
        raise Refusal(f"{found.row.name}已作废，不能打印。")
    series = _series(desk, str(fields["series"]))
    signed = found.row.state in SIGNED_STATES
    signer = signer_words(str(fields["signer"]), str(fields["signer_for"])) if signed else ""
    in_person = fields["sign_act"] == _SIGNED_IN_PERSON and signed
    return OfficialPaper(
        form=series.form,
        head=series.head or _organ(desk, series),
        number=found.row.number,
        direction=_WAYS.get(found.row.direction, "down"),
        urgency="" if found.row.urgency == _plainest(desk) else found.row.urgency,
        copy_no="",
        secrecy="" if found.row.secrecy == "无" else found.row.secrecy,
        signers=(signer,) if found.row.direction == UP and signer else (),
        title=found.row.title,
        addressees=str(fields["addressees"]),
        body=str(fields["body"]),
        attachments=_lines(fields, "attachments"),
        organ=_organ(desk, series),
        dated=_day(fields, "dated_on"),
        signature_title=str(fields["signer_title"]) if in_person else "",
        signature_name=signer if in_person else "",
        remark=str(fields["remark"]),
        copies_to="，".join(_lines(fields, "copies_to")),
        printer=str(fields["printer"]) or desk.office,
        printed=_day(fields, "issued_on"),
        draft=not signed,
        demonstration=desk.demonstration,
    )


def draft_sheet(desk: Desk, outgoing_id: int) -> DraftSheet:
    """发文稿纸: the sheet that goes with a paper from draft to print. Raises Refusal when the paper is gone."""
    found = detail(desk, outgoing_id)
    fields, row = found.fields, found.row
    return DraftSheet(
        office=desk.office,
        number=row.number,
        series=row.series_name,
        secrecy=row.secrecy,
        urgency=row.urgency,
        title=row.title,
        kind=row.kind,
        addressees=str(fields["addressees"]),
        copies_to="，".join(_lines(fields, "copies_to")),
        attachments=_lines(fields, "attachments"),
        drafting_unit=row.unit,
        drafter=row.drafter,
        drafted_on=_day(fields, "drafted_on"),
        phone=str(fields["phone"]),
        checker=str(fields["checker"]),
        checked_on=_day(fields, "checked_on"),
        cosigns=tuple(
            DraftCosign(one.unit, one.person, _opinion(one.opinion), one.answered_on) for one in found.cosigns
        ),
        sign_opinion=str(fields["sign_opinion"]),
        signer=row.signer,
        signer_title=str(fields["signer_title"]),
        signed_on=row.signed_on,
        rechecker=str(fields["rechecker"]),
        rechecked_on=_day(fields, "rechecked_on"),
        print_copies=int(fields["print_copies"] or 0),
        publicity=row.publicity,
        publicity_reason=str(fields["publicity_reason"]),
        normative_number=_registration(desk, found),
        meeting_ref=str(fields["meeting_ref"]),
        body=str(fields["body"]),
        demonstration=desk.demonstration,
    )


def receipts(desk: Desk, outgoing_id: int) -> tuple[DistributionRow, ...]:
    """The distribution list of a paper. Raises Refusal where nothing has been sent out."""
    found = detail(desk, outgoing_id)
    if not found.distributions:
        raise Refusal(f"{found.row.name}还没有分发，没有签收单可打。")
    return found.distributions


def _series(desk: Desk, series: str) -> Series:
    try:
        return desk.book.series(series)
    except KeyError:
        return Series("", "", "{serial}", source="规则未明确")


def _organ(desk: Desk, series: Series) -> str:
    return desk.book.organ_name(series.organ) if series.organ else desk.book.government


def _plainest(desk: Desk) -> str:
    return min(desk.book.urgencies, key=lambda urgency: urgency.rank).name


def _lines(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(fields[name]).split("\n") if line.strip())


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    text = fields[name]
    return date.fromisoformat(str(text)) if text else None


def _opinion(opinion: str) -> str:
    return "" if opinion == "未回复" else opinion


def _registration(desk: Desk, found: OutgoingDetail) -> str:
    """The unified registration number of a normative paper; '' where it has none."""
    with desk.reading() as reader:
        row = reader.row("SELECT reg_number FROM normative_document WHERE id = :id", id=found.normative_id)
    return row["reg_number"] if row else ""
