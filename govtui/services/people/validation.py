"""What every people service checks before it writes; each failure is one sentence that says what to do."""

from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.findings import Finding
from govtui.domain.people import Directory, PersonRow, UnitRow, terms
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, fold, tidy
from govtui.rulebook import Rulebook

LONGEST_NAME = 60
LONGEST_TEXT = 500


def name_of(text: str, what: str) -> str:
    """A cleaned, non-empty name of at most 60 characters."""
    name = tidy(clean(text))
    if not fold(name):
        raise Refusal(f"请填写{what}。")
    if len(name) > LONGEST_NAME:
        raise Refusal(f"{what}有 {len(name)} 个字，最多 {LONGEST_NAME} 个字，请缩短。")
    return name


def words(text: str, what: str) -> str:
    """Cleaned free text of at most 500 characters."""
    cleaned = tidy(clean(text))
    if len(cleaned) > LONGEST_TEXT:
        raise Refusal(f"{what}有 {len(cleaned)} 个字，最多 {LONGEST_TEXT} 个字，请缩短。")
    return cleaned


def category_of(text: str) -> str:
    """A category that exists."""
    if text not in terms.CATEGORIES:
        raise Refusal(f"没有“{clean(text)}”这个单位类别，可用的有：{'、'.join(terms.CATEGORIES)}。")
    return text


def role_of(book: Rulebook, text: str) -> str:
    """The id of a role of the rule pack, given by id or title."""
    for role in book.roles:
        if text in (role.id, role.title):
            return role.id
    raise Refusal(f"规则包里没有“{clean(text)}”这个职务，可用的有：{terms.role_titles(book)}。")


def span(first: date, last: date | None, what: str) -> None:
    """Refuse a span that ends before it begins."""
    if last is not None and last < first:
        raise Refusal(f"{what}的截止日期 {long_day(last)} 早于起始日期 {long_day(first)}，请核对。")


def person_in(directory: Directory, person_id: int, on: date) -> PersonRow:
    """The person, who must still be in the address book on that day."""
    person = directory.person(person_id)
    if person is None:
        raise Refusal("所选人员已不存在，可能刚被撤销；请刷新后重选。")
    if not person.open_on(on):
        raise Refusal(f"{person.name}已于 {long_day(person.closed_on or on)} 离任停用，请选择在职人员。")
    return person


def unit_in(directory: Directory, unit_id: int, on: date) -> UnitRow:
    """The unit, which must still exist on that day."""
    unit = directory.unit(unit_id)
    if unit is None:
        raise Refusal("所选单位已不存在，可能刚被撤销；请刷新后重选。")
    if not unit.open_on(on):
        raise Refusal(f"{unit.name}已于 {long_day(unit.closed_on or on)} 停用，请选择现有单位。")
    return unit


def refuse_for(findings: tuple[Finding, ...]) -> None:
    """Refuse with the first finding's sentence and remedy, carrying all of them."""
    if findings:
        first = findings[0]
        remedy = f"请{first.remedy}。" if first.remedy else ""
        raise Refusal(f"{first.sentence}{remedy}（{first.article}）", findings)


def day_text(day: date) -> str:
    """A day as the store keeps it."""
    return day.isoformat()


def end_text(day: date | None) -> str | None:
    """An open end as the store keeps it."""
    return None if day is None else day.isoformat()


def since(day: date) -> str:
    """A beginning as the journal prints it; an open one says nothing."""
    return "" if day == date.min else f"自{long_day(day)}起"
