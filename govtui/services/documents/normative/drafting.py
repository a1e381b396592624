"""Opening a normative document: from an outgoing paper, for a department, or one that was published long ago."""

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.normative.drafts import Draft, interpretation_note, joint_findings
from govtui.domain.documents.normative.kinds import (
    NORMATIVE,
    PUBLISHED_TYPES,
    TYPES,
    is_trial,
    joined,
    names_of,
    read_registration,
    type_of,
)
from govtui.domain.documents.normative.life import (
    DRAFTED,
    PUBLISHED,
    effective_day,
    evaluation_day,
    lapse_day,
    months_before,
)
from govtui.domain.documents.numbering import unified_series
from govtui.domain.documents.numbers import parse_number
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import fold
from govtui.rulebook.outgoing import NormativeTerms
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.normative.gates import organ_of
from govtui.services.documents.normative.rows import Candidate, NewNormative, Opened, Published
from govtui.services.documents.normative.views import must_be_there, name_of, one_row, terms_of
from govtui.services.documents.rows import Outcome
from govtui.services.people import directory
from govtui.store import numbers, tables
from govtui.store.documents import normative as store
from govtui.store.reading import Reader, Record
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import NormativeDocument

NOUN = "normative"

_LOCKED = ("title", "type", "organ", "issuer", "issuer_unit_id", "co_issuers")
"""What a document that bears its unified number can no longer change."""


def open_document(desk: Desk, new: NewNormative) -> Opened:
    """Open a document: from the outgoing paper `outgoing_id` (title, number and drafter copied) or a department's own.

    Raises Refusal without title or issuer, for a paper that has one already, a number that stands already, or a text
    that looks like a state secret.
    """
    terms = terms_of(desk.book)
    with desk.writing("normative.open") as uow:
        new = completed(desk, uow, terms, new)
        _not_twice(uow, new)
        row = add(uow, new)
        uow.say(f"开立{new.type}《{new.title}》（{new.issuer}）", NOUN, row.id)
        assert row.id is not None
    return Opened(row.id, one_row(desk, row.id), opening_findings(desk, new))


def add(uow: UnitOfWork, new: NewNormative, **more: Any) -> "NormativeDocument":
    """The row of a completed document; releases given before do not count for it."""
    columns = {**_columns(new), "release_mark": store.newest_release(uow), **more}
    return uow.add(tables.NormativeDocument(**columns, created_at=uow.at, created_by=uow.actor_name))


def change(desk: Desk, normative_id: int, version: int, new: NewNormative) -> Outcome:
    """Write what changed. A changed title, type or drafter must be reviewed anew; what was released must be so again.

    Raises Stale when somebody else changed it since `version`, Refusal when a registered one would become another.
    """
    terms = terms_of(desk.book)
    with desk.writing("normative.change") as uow:
        row = store.fetch(uow, normative_id, version)
        new = completed(desk, uow, terms, replace(new, outgoing_id=row.outgoing_id), normative_id)
        name = name_of(row.reg_number, row.number, row.title)
        changed = {key: value for key, value in _columns(new).items() if getattr(row, key) != value}
        if not changed:
            return Outcome(0, f"{name}没有改动")
        if row.state != DRAFTED and changed.keys() & {*_LOCKED}:
            raise Refusal(f"{name}已经登记，标题、类型和制定机关不能再改。")
        if row.published_on is not None and "trial" in changed:
            raise Refusal(f"{name}已经公布，有效期已按原来的年限计算，不能再改是否暂行、试行。")
        again = row.checked and row.state == DRAFTED and bool(changed.keys() & {"title", "type", "drafter"})
        if again:
            changed["checked"] = False
        uow.change(row, **changed, release_mark=store.newest_release(uow))
        uow.say(f"修改规范性文件 {name}", NOUN, normative_id)
    return Outcome(1, f"{name}已修改" + ("，须重新审查" if again else ""), opening_findings(desk, new))


def record(desk: Desk, new: NewNormative, known: Published) -> Opened:
    """Enter a document that was registered and published before: it counts in catalogue, validity and renewal.

    Its number is the old book's: new numbers of that issuer and year go on after it. Raises Refusal when the number
    is not written as the rule pack says, stands already, or the days contradict each other.
    """
    terms = terms_of(desk.book)
    with desk.writing("normative.record") as uow:
        new = completed(desk, uow, terms, new)
        if new.type not in PUBLISHED_TYPES:
            raise Refusal(f"{new.type}不由本级政府公布，不用补录。")
        _not_twice(uow, new)
        row = add(uow, new, **_registration(uow, terms, known), **_days(desk, terms, new, known))
        uow.say(f"补录 {name_of(known.reg_number, new.number, new.title)}（{known.published_on} 公布）", NOUN, row.id)
        assert row.id is not None
    return Opened(row.id, one_row(desk, row.id))


def entry_of(desk: Desk, normative_id: int) -> tuple[NewNormative, int]:
    """A document as the form shows it, with the version it was read at."""
    with desk.reading() as reader:
        row = must_be_there(store.document(reader, normative_id))
    plain = {field.name: row[field.name] for field in fields(NewNormative)}
    plain |= {name: names_of(row[name]) for name in ("co_issuers", "related_units")}
    return NewNormative(**{**plain, "trial": bool(row["trial"])}), int(row["version"])


def candidates(desk: Desk, typed: str = "") -> list[Candidate]:
    """Normative outgoing papers without a document yet, those that hold `typed`."""
    terms = terms_of(desk.book)
    series = (*terms.rule_series, *(one.id for one in desk.book.outgoing_series if one.normative))
    with desk.reading() as reader:
        rows = store.candidates(reader, series)
    wanted = fold(typed)
    found = (Candidate(row["id"], row["title"], row["number"] or row["drafting_unit"]) for row in rows)
    return [one for one in found if wanted in fold(one.label + one.detail)]


def opening_findings(desk: Desk, new: NewNormative) -> tuple[Finding, ...]:
    """What can be said of a document before it is reviewed (R21a, R19c)."""
    draft = Draft(
        type=new.type, organ=new.organ, issuer=new.issuer, co_issuers=new.co_issuers, related=new.related_units
    )
    return (*joint_findings(desk.book, draft), *interpretation_note(desk.book, new.title))


def completed(
    desk: Desk, within: UnitOfWork | Reader, terms: NormativeTerms, new: NewNormative, row_id: int = 0
) -> NewNormative:
    """`new` cleaned and filled from its outgoing paper. Raises Refusal when it cannot stand (see `open_document`)."""
    new = _cleaned(new)
    if new.outgoing_id is not None:
        new = _from_paper(desk, terms, new, store.outgoing_paper(within, new.outgoing_id))
    new = replace(new, type=new.type or NORMATIVE, issuer=_issuer(desk, new))
    if new.type not in TYPES:
        raise Refusal(f"没有“{new.type}”这种类型，只能是{'、'.join(TYPES)}。")
    if not new.title:
        raise Refusal("请填写标题。")
    if not new.issuer:
        raise Refusal("请填写制定机关。")
    if twin := store.same_number(within, new.number, row_id):
        raise Refusal(f"文号 {new.number} 已登记为 {twin['reg_number'] or '《' + twin['title'] + '》'}，请核对。")
    return replace(new, trial=is_trial(terms, new.title, new.trial))


def _cleaned(new: NewNormative) -> NewNormative:
    texts: dict[str, Any] = {one.name: said(v) for one in fields(new) if isinstance(v := getattr(new, one.name), str)}
    for name in ("co_issuers", "related_units"):
        texts[name] = names_of(joined([said(one) for one in getattr(new, name)]))
    texts["number"] = parse_number(new.number).normal or texts["number"]
    return replace(new, **texts)


def _from_paper(desk: Desk, terms: NormativeTerms, new: NewNormative, paper: Record | None) -> NewNormative:
    if paper is None:
        raise Refusal("这件发文已不存在，可能刚被撤销；请刷新列表。")
    organ = organ_of(desk, paper["series"])
    return replace(
        new,
        title=new.title or paper["title"],
        number=paper["number"] or new.number,
        drafter=new.drafter or paper["drafter"],
        type=new.type or type_of(terms, paper["series"], paper["kind"], paper["title"]),
        organ=organ,
        issuer=desk.book.organ_name(organ),
        issuer_unit_id=None,
    )


def _issuer(desk: Desk, new: NewNormative) -> str:
    if new.organ:
        return desk.book.organ_name(new.organ)
    unit = directory(desk).unit(new.issuer_unit_id)
    return new.issuer or (unit.name if unit else "")


def _not_twice(uow: UnitOfWork, new: NewNormative) -> None:
    if new.outgoing_id is None:
        return
    found = store.of_outgoing(uow, new.outgoing_id)
    if found is not None:
        raise Refusal(f"这件发文已开立为《{found['title']}》，请直接办理那一件。")


def _columns(new: NewNormative) -> dict[str, Any]:
    columns: dict[str, Any] = {one.name: getattr(new, one.name) for one in fields(new)}
    return columns | {"co_issuers": joined(new.co_issuers), "related_units": joined(new.related_units)}


def _registration(uow: UnitOfWork, terms: NormativeTerms, known: Published) -> dict[str, Any]:
    """The columns of an old number; the ledger goes on after it."""
    if not known.reg_number:
        return {}
    issuer, year, serial = read_registration(terms, known.reg_number)
    number = terms.number(year, issuer, serial)
    if store.same_number(uow, number, 0) is not None:
        raise Refusal(f"统一登记号 {number} 已经在册，请核对。")
    series = unified_series(issuer)
    if numbers.row_of(uow, series, year, serial) is not None:
        raise Refusal(f"统一登记号 {number} 已由本机编出，请核对。")
    if serial > numbers.last_serial(uow, series, year):
        numbers.start_after(uow, series, year, serial, f"补录原登记簿到 {number}")
    return {"issuer_code": issuer, "reg_year": year, "reg_serial": serial, "reg_number": number}


def _days(desk: Desk, terms: NormativeTerms, new: NewNormative, known: Published) -> dict[str, Any]:
    on = known.published_on
    if on > desk.today():
        raise Refusal(f"公布日期 {on} 还没有到；没有公布的请按新文件开立。")
    effective = effective_day(terms, on, known.effective_on or on)
    until = known.valid_until or lapse_day(terms, new.type, on, new.trial)
    if until is not None and until <= on:
        raise Refusal(f"有效期至 {until}，早于公布日期，请改正。")
    return {
        "state": PUBLISHED,
        "registered_on": _text(known.registered_on or on),
        "published_on": _text(on),
        "channel": said(known.channel),
        "effective_on": _text(effective),
        "valid_until": _text(until),
        "review_on": _text(months_before(until, terms.review_months)) if until else None,
        "evaluate_by": _text(evaluation_day(terms, new.type, effective)),
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
