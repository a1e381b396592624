"""议题审批表: a topic with all that was said of it, and the boxes that its leaders sign in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.meetings.states import RETURNED, WITHDRAWN
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import Stamp
from govtui.services.desk import Desk
from govtui.services.meetings.printing.papers import basis_words, outcome_words
from govtui.services.meetings.sheets import Signature, TopicSheet
from govtui.services.meetings.topics.rows import ListingRow, StampRow, StepRow, TopicDetail

_MARKS = {"major": "重大决策", "county": "涉及县市区", "public": "涉及公众利益", "finance": "涉及财政收支"}


def topic_of(desk: Desk, found: TopicDetail) -> TopicSheet:
    """议题审批表 from a topic that was read already."""
    fields, row, book = found.fields, found.row, desk.book
    subject = book.meeting_subject(str(fields["subject"])) if fields["subject"] else None
    return TopicSheet(
        office=desk.office,
        number=row.id,
        kind_name=row.kind_name,
        title=row.title,
        unit=row.unit,
        head_signed=_text(fields, "head_signed"),
        basis=basis_words(desk, row.wanted, row.basis) or _no_basis(book, row.wanted),
        subject=subject.name if subject else _text(fields, "subject"),
        marks="、".join(words for name, words in _MARKS.items() if fields[name]),
        reporter=" ".join(filter(None, (_text(fields, "reporter"), _text(fields, "reporter_post")))),
        minutes=row.minutes,
        attending=tuple(one.unit for one in found.units if one.attends),
        content=_text(fields, "content"),
        proposal=_text(fields, "proposal"),
        units=tuple(one for one in found.units if one.consulted),
        coordinations=found.coordinations,
        leaning=_text(fields, "leaning"),
        legal=_opinion(fields, "legal", "legal_reviewer"),
        risk=_opinion(fields, "risk"),
        fiscal=_text(fields, "fiscal_opinion"),
        checks=found.checks,
        lamps=row.gates,
        steps=tuple(_step(step) for step in found.steps) if row.major else (),
        stamps=tuple(_boxes(book, row.wanted, found.stamps)),
        materials=_text(fields, "materials"),
        material_copies=_number(fields, "material_copies"),
        secrecy=_text(fields, "secrecy"),
        contact=" ".join(filter(None, (_text(fields, "contact"), _text(fields, "phone")))),
        requested=row.requested,
        listings=tuple(_listing(desk, one) for one in found.listings),
        mark=_mark(row.state, _text(fields, "return_reason")),
        demonstration=desk.demonstration,
    )


def _mark(state: str, reason: str) -> str:
    return f"此议题已{state}：{reason}".rstrip("：") if state in (RETURNED, WITHDRAWN) else ""


def _opinion(fields: Mapping[str, object], name: str, person: str = "") -> Signature:
    on = fields[f"{name}_on"]
    who = _text(fields, person) if person else ""
    return Signature("", _text(fields, f"{name}_opinion"), who, date.fromisoformat(str(on)) if on else None)


def _boxes(book: Rulebook, wanted: str, stamps: Sequence[StampRow]) -> Iterator[Signature]:
    """A box for every leader's step of the kind; a stamp that a change overtook leaves it blank again."""
    given = {stamp.step: stamp for stamp in stamps if stamp.active}
    for at, step in enumerate(_steps(book, wanted)):
        label = f"{book.slot_title(step.slot)}\n{step.act}"
        stamp = given.get(at)
        if stamp is None:
            yield Signature(label)
        else:
            refusal = "" if stamp.agreed else "【不同意】"
            yield Signature(label, f"{refusal}{stamp.opinion}", stamp.words, stamp.on)


def _steps(book: Rulebook, wanted: str) -> tuple[Stamp, ...]:
    kind = book.known_meeting_kind(wanted)
    return kind.stamps if kind else ()


def _no_basis(book: Rulebook, wanted: str) -> str:
    """What stands where no basis was named: room to write, unless the kind of meeting has no list of tasks."""
    kind = book.known_meeting_kind(wanted)
    return "" if kind and kind.tasks else "（本类会议不列条款）"


def _step(step: StepRow) -> str:
    """One step of a major decision in a line: done from when to when, or why not."""
    if not step.status:
        return f"{step.name}：{'由会议集体讨论' if step.by_meeting else '未登记'}"
    days = "至".join(long_day(day) for day in (step.started, step.ended) if day)
    reason = f"（{step.reason}）" if step.reason else ""
    said = "，".join(filter(None, (f"{step.status}{reason}", days, step.document, step.responsible)))
    return f"{step.name}：{said}"


def _listing(desk: Desk, one: ListingRow) -> str:
    on = long_day(one.on) if one.on else ""
    what = "，".join(filter(None, (outcome_words(desk, one.outcome) or one.state, one.reason)))
    return " ".join(filter(None, (on, one.meeting, what)))


def _text(fields: Mapping[str, object], name: str) -> str:
    return str(fields[name] or "")


def _number(fields: Mapping[str, object], name: str) -> int:
    value = fields[name]
    return value if isinstance(value, int) else 0
