"""Evaluation, renewal and repeal of a published document (R20c, R21d)."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from govtui.domain.documents.normative.life import IN_FORCE, OUTCOMES, PUBLISHED, REPEALED
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.entered import said
from govtui.services.documents.normative.drafting import NOUN, add, completed, entry_of, opening_findings
from govtui.services.documents.normative.rows import NewNormative, Opened
from govtui.services.documents.normative.views import life_of, must_be_there, name_of, one_row, terms_of
from govtui.services.documents.rows import Outcome
from govtui.store.documents import normative as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import NormativeDocument


def evaluate(desk: Desk, normative_id: int, on: date | None = None, text: str = "", outcome: str = "") -> Outcome:
    """Write down an evaluation and what it ended with: one of OUTCOMES.

    Raises Refusal for another outcome, a day to come, or a document that is not published.
    """
    on, text = on or desk.today(), said(text, multiline=True)
    if outcome not in OUTCOMES:
        raise Refusal(f"请选评估结论：{'、'.join(OUTCOMES)}。")
    if on > desk.today():
        raise Refusal(f"评估日期 {on} 还没有到，请改正。")
    with desk.writing("normative.evaluate") as uow:
        row = store.fetch(uow, normative_id)
        name = _published(row)
        if row.published_on is not None and on.isoformat() < row.published_on:
            raise Refusal(f"评估日期 {on} 早于公布日期 {row.published_on}，请改正。")
        uow.change(row, evaluated_on=on.isoformat(), outcome=outcome, evaluation=text)
        uow.say(f"{name} {on} 评估：{outcome}", NOUN, normative_id)
    return Outcome(1, f"{name}评估已记：{outcome}")


def renew(desk: Desk, normative_id: int, new: NewNormative | None = None) -> Opened:
    """Open the document that renews this one, with its own number; title and issuer stay unless `new` says other.

    The old one ends when the new one comes into force. Raises Refusal when it is no longer in force (lapsed is lapsed:
    make a new document) or is being renewed already.
    """
    old, _version = entry_of(desk, normative_id)
    asked = new or replace(old, outgoing_id=None, number="")
    with desk.writing("normative.renew") as uow:
        row = store.fetch(uow, normative_id)
        name = _published(row)
        stored = must_be_there(store.document(uow, normative_id))
        if (state := life_of(stored).state(desk.today())) not in IN_FORCE:
            raise Refusal(f"{name}{state}，不能延续；仍然需要的，请作为新文件开立。")
        if store.renewals(uow, normative_id):
            raise Refusal(f"{name}已经在办延续，请直接办理那一件。")
        fresh = completed(desk, uow, terms_of(desk.book), asked)
        made = add(uow, fresh, renews_id=normative_id)
        uow.say(f"延续 {name}：开立《{fresh.title}》", NOUN, made.id)
        assert made.id is not None
    return Opened(made.id, one_row(desk, made.id), opening_findings(desk, fresh))


def repeal(desk: Desk, normative_id: int, by: str, on: date | None = None) -> Outcome:
    """Mark a published document as repealed from a day on by a paper (its number) or a decision in words.

    Raises Refusal without a ground, for a day before publication, or for a document that has ended.
    """
    on, by = on or desk.today(), said(by)
    if not by:
        raise Refusal("请写明由哪件文件或什么决定废止。")
    with desk.writing("normative.repeal") as uow:
        row = store.fetch(uow, normative_id)
        name = _published(row)
        if row.published_on is not None and on.isoformat() < row.published_on:
            raise Refusal(f"废止日期 {on} 早于公布日期 {row.published_on}，请改正。")
        stored = must_be_there(store.document(uow, normative_id))
        if (state := life_of(stored).state(on)) not in IN_FORCE:
            raise Refusal(f"{name}到 {on} {state}，不用再废止。")
        uow.change(row, state=REPEALED, ended_on=on.isoformat(), ended_by=f"由 {by} 废止")
        uow.say(f"{name} {on} 由 {by} 废止", NOUN, normative_id)
    return Outcome(1, f"{name}已登记为 {on} 废止")


def mark_repealed(uow: UnitOfWork, number: str, by_number: str, on: str) -> tuple[int, ...]:
    """Within another act: mark published documents of this number as repealed by `by_number` from day `on`.

    `number` is a document number or a unified number, `on` an ISO day ('' is today). Returns the ids marked.
    """
    found = store.living_by_number(uow, number)
    for one in found:
        uow.change(store.fetch(uow, one), state=REPEALED, ended_on=on or uow.at[:10], ended_by=f"由 {by_number} 废止")
    return tuple(found)


def unmark_repealed(uow: UnitOfWork, number: str, by_number: str) -> None:
    """Within another act: documents of this number that `by_number` repealed are in force again."""
    for one in store.repealed_by(uow, number, f"由 {by_number} 废止"):
        uow.change(store.fetch(uow, one), state=PUBLISHED, ended_on=None, ended_by="")


def _published(row: "NormativeDocument") -> str:
    """The document's name. Raises Refusal when it is not published."""
    name = name_of(row.reg_number, row.number, row.title)
    if row.published_on is None:
        raise Refusal(f"{name}还没有公布，不能这样办。")
    return name
