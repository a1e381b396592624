"""The steps of a major decision (art. 23) and the spans that the law asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govtui.domain.findings import Finding, finding
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import DecisionStep

DONE, NOT_NEEDED = "已做", "不适用"
STATUSES = ("", DONE, NOT_NEEDED)
"""What can be said of a step; '' while nobody said anything."""

_SPANS = {"day": "日", "workday": "个工作日"}


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What is known of one step."""

    status: str = ""
    reason: str = ""
    started: date | None = None
    ended: date | None = None
    document: str = ""
    responsible: str = ""


NOTHING = StepTaken()
Taken = Mapping[str, StepTaken]


def step_findings(book: Rulebook, taken: Taken, calendar: WorkCalendar) -> tuple[Finding, ...]:
    """R23: every step that is not optional is done or does not apply for a reason; then R23b on what was done.

    The step that the meeting itself is needs nothing beforehand.
    """
    return (*_open_steps(book, taken), *_spans(book, taken, calendar))


def needed_steps(book: Rulebook) -> tuple[DecisionStep, ...]:
    """The steps that must be settled before the meeting."""
    return tuple(step for step in book.decision_steps if not step.optional and not step.by_meeting)


def _open_steps(book: Rulebook, taken: Taken) -> tuple[Finding, ...]:
    """One finding a rule: which of its steps nobody settled."""
    by_rule: dict[str, list[str]] = {}
    for step in needed_steps(book):
        lacking = _lacking(taken.get(step.id, NOTHING))
        if lacking and step.rule and book.holds(step.rule):
            by_rule.setdefault(step.rule, []).append(step.name + lacking)
    facts = {step.name: taken.get(step.id, NOTHING).status or "（未登记）" for step in needed_steps(book)}
    found = []
    for rule, lacking_steps in by_rule.items():
        found.append(finding(book, rule, f"重大决策的必经步骤没有走完：{'、'.join(lacking_steps)}", facts))
    return tuple(found)


def _lacking(one: StepTaken) -> str | None:
    if one.status == DONE:
        return None
    if one.status == NOT_NEEDED:
        return None if one.reason.strip() else "（不适用，没有写理由）"
    return "（未登记）"


def _spans(book: Rulebook, taken: Taken, calendar: WorkCalendar) -> tuple[Finding, ...]:
    found = []
    for step in book.decision_steps:
        one = taken.get(step.id, NOTHING)
        rule = step.least_rule or step.rule
        if one.status != DONE or not rule or not book.holds(rule):
            continue
        for sentence in (_too_short(step, one, calendar), _stand_in(step, one)):
            if sentence:
                found.append(finding(book, rule, sentence, _facts(step, one)))
    return tuple(found)


def _too_short(step: DecisionStep, one: StepTaken, calendar: WorkCalendar) -> str:
    """What is wrong with the time a step took; a reason for a shorter time lets it be."""
    unit = _SPANS.get(step.unit)
    if not step.least or unit is None or one.reason.strip():
        return ""
    if one.started is None or one.ended is None:
        return f"{step.name}没有写明{step.starts}和{step.ends}的日期，算不出是否满{step.least}{unit}"
    took = span(step, one.started, one.ended, calendar)
    if took >= step.least:
        return ""
    return f"{step.name}从{step.starts}到{step.ends}只有{took}{unit}，一般不少于{step.least}{unit}，没有写缩短的理由"


def span(step: DecisionStep, started: date, ended: date, calendar: WorkCalendar) -> int:
    """How long a step took in its own unit, days after the first one up to the last."""
    return calendar.workdays_between(started, ended) if step.unit == "workday" else (ended - started).days


def _stand_in(step: DecisionStep, one: StepTaken) -> str:
    """A way that does not stand for the step, found in what was written about it."""
    told = "".join((one.document, one.responsible, one.reason))
    used = [way for way in step.not_by if way in told]
    return f"不能以{'、'.join(used)}代替{step.name}" if used else ""


def _facts(step: DecisionStep, one: StepTaken) -> dict[str, str]:
    shown = {step.starts: str(one.started or "（空）"), step.ends: str(one.ended or "（空）")}
    return {"步骤": step.name, **shown, "材料": one.document or "（空）", "理由": one.reason or "（空）"}
