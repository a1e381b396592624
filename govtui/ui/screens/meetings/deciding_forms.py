"""Forms of the day: a decision line with its units and days, and what was said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.minutes import deciding
from govtui.services.meetings.minutes.recorded import Talk
from govtui.services.meetings.rows import DecisionRow, ItemRow, UnitDue
from govtui.services.people import directory, unit_choices
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import day_hint, source_of, typed_day
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.widgets.choices import Choice
from govtui.ui.widgets.fields import Field

_SEPARATORS = str.maketrans({"；": "\n", ";": "\n", "，": "\n", ",": "\n", "、": "\n"})
_EACH = "配合单位时限不同的，一行写一个：市教育局 12.10；不写的同牵头单位。"


def decision_form(desk: Desk, item: ItemRow, line: DecisionRow | None = None) -> Entry:
    """A decision line: text, lead unit with its day, co-units with theirs."""

    def save(values: dict[str, Any]) -> DecisionRow:
        units = read_units(desk, values)
        if line is None:
            return deciding.add_decision(desk, item.id, values["text"], units)
        return deciding.change_decision(desk, line.id, line.version, values["text"], units)

    title = f"第 {line.position} 条　{item.title}" if line else f"加议定事项　{item.title}"
    kept = "" if line else f"decision.{item.id}"
    return Entry(title, _decision_fields(desk, item, line), save, draft_id=kept, drafts=desk.drafts)


def _decision_fields(desk: Desk, item: ItemRow, line: DecisionRow | None) -> list[Field]:
    units = source_of(unit_choices, desk)
    lead = next((one for one in line.units if one.lead), None) if line else _reporting(desk, item)
    others = [one for one in line.units if not one.lead] if line else []
    due = _written(lead) if lead else ""
    own = [f"{one.unit} {_written(one)}" for one in others if _written(one) and _written(one) != due]
    lead_help = "首字母选单位，回车取第一个；已填好汇报单位。"
    co_help = "首字母选单位，可选几个；再按回车到下一栏。"
    return [
        Field("text", "议定事项", "multiline", rows=3, required=True, default=line.text if line else ""),
        Field("lead", "牵头单位", "pick", free=True, source=units, default=_pick(lead) if lead else "", help=lead_help),
        Field(
            "due",
            "完成时限",
            default=due,
            normalise=lambda text: read_due(desk, text),
            hint=lambda text: day_hint(desk, text) or "按文字记下",
            help="3.15、+10（工作日）、下周三；写不成日期的照写，如 年底前。",
        ),
        Field(
            "co",
            "配合单位",
            "pick",
            free=True,
            many=True,
            wide=True,
            source=units,
            default=tuple(map(_pick, others)),
            help=co_help,
        ),
        Field("days", "各自时限", "multiline", rows=3, default="\n".join(own), help=_EACH),
    ]


def _reporting(desk: Desk, item: ItemRow) -> UnitDue | None:
    """The unit that brought the topic usually carries the decision out."""
    unit = directory(desk).unit_named(item.unit) if item.unit else None
    return UnitDue(unit.id if unit else None, item.unit, lead=True) if item.unit else None


def _pick(one: UnitDue) -> Choice:
    return Choice(str(one.unit_id) if one.unit_id is not None else "", one.unit)


def _written(one: UnitDue) -> str:
    return one.due.isoformat() if one.due else one.due_words


def read_due(desk: Desk, text: str) -> str:
    """A day as ISO text where it can be read as one, else the words themselves."""
    try:
        return typed_day(desk, text)
    except (Refusal, ValueError):
        return text.strip()


def _due(text: str) -> tuple[date | None, str]:
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, text


def read_units(desk: Desk, values: dict[str, Any]) -> tuple[UnitDue, ...]:
    """The units of a decision form, each with its own day; Refusal for a day of a unit that is not among them."""
    lead: Choice | None = values["lead"]
    co: Sequence[Choice] = values["co"]
    own = _own_days(desk, values["days"], [one.label for one in co])
    found = [_unit(lead, values["due"], True)] if lead else []
    return (*found, *(_unit(one, own.get(one.label, values["due"]), False) for one in co))


def _unit(choice: Choice, due: str, lead: bool) -> UnitDue:
    on, words = _due(due)
    return UnitDue(int(choice.id) if choice.id else None, choice.label, lead, on, words)


def _own_days(desk: Desk, text: str, units: Sequence[str]) -> dict[str, str]:
    found = {}
    for line in filter(None, (one.strip() for one in text.translate(_SEPARATORS).splitlines())):
        name, _, tail = line.replace("\t", " ").replace("\u3000", " ").partition(" ")
        unit = next((one for one in units if one == name), None) or next((one for one in units if name in one), None)
        if unit is None:
            raise Refusal(f"“{name}”不在配合单位里，请先选上这个单位，或改正各自时限。")
        found[unit] = read_due(desk, tail.strip())
    return found


def discussion_form(desk: Desk, item: ItemRow, known: Talk) -> GatedEntry:
    """讨论情况: with the outcome, what was said, who did not agree, why the chair decided otherwise."""
    outcomes = [Choice(one.id, one.name) for one in (desk.book.meetings.outcomes if desk.book.meetings else ())]
    fields = [
        Field("outcome", "结果", "choice", choices=outcomes, default=item.outcome or outcomes[0].id, wide=True),
        Field("discussion", "讨论情况", "multiline", rows=4, default=known.discussion),
        Field("dissent", "不同意见", "multiline", rows=3, default=known.dissent, help="谁有什么不同意见；没有就空着。"),
        Field("reason", "主持人说明", wide=True, default=known.chair_reason, help="决定与多数意见不一致的，写明理由。"),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        said = (values["discussion"], values["dissent"], values["reason"])
        return deciding.decide(desk, item.id, values["outcome"], *said, permits, version=known.version)

    about = ("topic", item.topic_id)
    return GatedEntry(f"讨论情况　{item.title}", fields, save, desk=desk, about=about)
