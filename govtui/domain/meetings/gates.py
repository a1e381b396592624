"""What stands between a topic and the agenda, gate by gate (arts. 19, 23 to 25, 38, 39, 41, 42)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from govtui.domain.documents.outgoing.states import DISAGREED
from govtui.domain.findings import Finding, blocks, finding
from govtui.domain.meetings.coordination import Round, UnitAnswer, coordination_findings, departments
from govtui.domain.meetings.decisions import StepTaken, step_findings
from govtui.domain.meetings.stamping import Stamped, stamp_findings
from govtui.domain.workdays import WorkCalendar
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import MeetingKind, MeetingSubject
from govtui.rulebook.model import Effect
from govtui.rulebook.outgoing import CheckItem

TOPIC, MATTER, LEGISLATION = "topic", "matter", "legislation"
STAGES = (TOPIC, MATTER, LEGISLATION)
"""The checklists that topics answer."""

PASSED, CLOSED, WARNED, NOT_ASKED, UNKNOWN = "通过", "未过", "提醒", "不适用", "未核"
WORST_FIRST = (CLOSED, UNKNOWN, WARNED, PASSED, NOT_ASKED)
"""The words of a gate's lamp."""


@dataclass(frozen=True, slots=True)
class Case:
    """A topic as the gates read it. `checks` are answers by question id; `released` are rules let pass for it."""

    title: str
    basis: str = ""
    subject: str = ""
    major: bool = False
    county: bool = False
    public: bool = False
    leaning: str = ""
    legal_opinion: str = ""
    risk_opinion: str = ""
    units: tuple[UnitAnswer, ...] = ()
    rounds: tuple[Round, ...] = ()
    checks: Mapping[str, bool] | None = None
    steps: Mapping[str, StepTaken] | None = None
    stamps: tuple[Stamped, ...] = ()
    released: frozenset[str] = frozenset()

    def answer(self, item: str) -> bool | None:
        """What was answered to a question; None while nobody answered."""
        return (self.checks or {}).get(item)


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: `asked` whether it is there at all, `begun` whether anybody has said anything yet."""

    id: str
    name: str
    rule: str
    asked: bool
    begun: bool = True
    findings: tuple[Finding, ...] = ()
    let_pass: bool = False

    @property
    def word(self) -> str:
        """The gate's lamp in a word."""
        if not self.asked:
            return NOT_ASKED
        if blocks(self.findings):
            return CLOSED if self.begun else UNKNOWN
        return WARNED if self.findings else PASSED

    @property
    def why(self) -> str:
        """The first thing to be said about it."""
        stopped = blocks(self.findings) or self.findings
        return stopped[0].sentence if stopped else "已放行" if self.let_pass else ""


def gates(book: Rulebook, case: Case, kind: MeetingKind, calendar: WorkCalendar) -> tuple[Gate, ...]:
    """Every gate of a topic before a meeting of this kind, in the order of the screen; released blocks are gone."""
    found = (
        _basis(book, case, kind),
        _coordination(book, case, kind),
        _substance(book, case, kind),
        _legality(book, case, kind),
        _steps(book, case, kind, calendar),
        _matter(book, case, kind),
        _stamps(book, case, kind),
    )
    return tuple(_without(gate, case.released) for gate in found)


def findings_of(found: Iterable[Gate]) -> tuple[Finding, ...]:
    """What all gates say, in their order."""
    return tuple(one for gate in found for one in gate.findings)


def worst(words: Iterable[str]) -> str:
    """The word of a topic whose gates have these words."""
    there = set(words)
    return next((word for word in WORST_FIRST if word in there), PASSED)


def items_of(book: Rulebook, case: Case, kind: MeetingKind, stage: str) -> tuple[CheckItem, ...]:
    """The questions of a stage that such a topic answers before a meeting of this kind."""
    subject = book.meeting_subject(case.subject)
    asked = {
        TOPIC: kind.gated,
        MATTER: kind.decides_major and case.major,
        LEGISLATION: kind.decides_major and subject is not None and subject.checklist == LEGISLATION,
    }
    if not asked.get(stage, False):
        return ()
    when = {
        "always": True,
        "departments": bool(departments(case.units)),
        "counties": case.county,
        "public": case.public,
    }
    return tuple(item for item in book.checklist(stage) if when[item.when])


def hinted_subject(book: Rulebook, title: str) -> MeetingSubject | None:
    """The subject whose words stand in a title (art. 24)."""
    return next((one for one in book.meeting_subjects if any(word in title for word in one.words)), None)


def needs_meeting(book: Rulebook, case: Case, kind: MeetingKind) -> tuple[Finding, ...]:
    """R24: a subject that only a deciding meeting may settle, put before another kind; or a title that hints at one."""
    marked = book.meeting_subject(case.subject)
    subject = marked or hinted_subject(book, case.title)
    if subject is None or not subject.rule or not book.holds(subject.rule):
        return ()
    facts = {"标题": case.title, "须上会事项": subject.name, "提请的会议": kind.name}
    if kind.decides_major:
        if marked is not None:
            return ()
        return (
            finding(book, subject.rule, f"看标题可能属于须上会的事项：{subject.name}", facts, "核对后选定须上会事项"),
        )
    names = "或".join(one.name for one in book.meeting_kinds if one.decides_major)
    sentence = f"“{subject.name}”须经{names or '规定的会议'}，提请的是{kind.name}"
    return (replace(finding(book, subject.rule, sentence, facts), effect=Effect.WARN),)


# -- the gates --------------------------------------------------------------------------------------------------------


def _basis(book: Rulebook, case: Case, kind: MeetingKind) -> Gate:
    """R38b, R39b: the topic names one task of the meeting; R24: the meeting is one that may decide it."""
    rule, found = kind.basis_rule or "", needs_meeting(book, case, kind)
    if kind.tasks and book.holds(rule) and kind.task(case.basis) is None:
        named = f"依据“{case.basis}”不是{kind.name}的任务" if case.basis else f"没有选{kind.name}的任务作依据"
        facts = {"依据": case.basis or "（空）", "可选": "、".join(task.code for task in kind.tasks)}
        found = (replace(finding(book, rule, named, facts), effect=Effect.WARN), *found)
    return Gate("basis", "依据", rule, bool(kind.tasks) or bool(found), True, found)


def _coordination(book: Rulebook, case: Case, kind: MeetingKind) -> Gate:
    asked = kind.gated and bool(departments(case.units) or case.rounds)
    found = coordination_findings(book, case.units, case.rounds, case.leaning) if asked else ()
    begun = bool(case.rounds) or any(one.spoke for one in case.units)
    return Gate("coordination", "协调", "R42a", asked, begun, found)


def _substance(book: Rulebook, case: Case, kind: MeetingKind) -> Gate:
    items = items_of(book, case, kind, TOPIC)
    return Gate("substance", "实质", "R42b", bool(items), _begun(case, items), _asked(book, case, items))


def _legality(book: Rulebook, case: Case, kind: MeetingKind) -> Gate:
    """R39b: some tasks ask for a legality review; R19b: the steps of a draft law or government rule."""
    items, task = items_of(book, case, kind, LEGISLATION), kind.task(case.basis)
    found, rule = _asked(book, case, items), kind.basis_rule or ""
    wanted = task is not None and task.legal_opinion
    if task is not None and wanted and not case.legal_opinion and book.holds(rule):
        facts = {"依据": f"{task.code} {task.name}", "审查意见": "（空）"}
        one = finding(book, rule, f"{task.code}的议题还没有登记合法性审查意见", facts, "登记法制机构的审查意见")
        found = (*found, replace(one, effect=Effect.WARN))
    begun = _begun(case, items) or not items
    return Gate("legality", "审查", (items[0].rule or "") if items else rule, wanted or bool(items), begun, found)


def _steps(book: Rulebook, case: Case, kind: MeetingKind, calendar: WorkCalendar) -> Gate:
    asked, taken = case.major and kind.decides_major and bool(book.decision_steps), case.steps or {}
    found = step_findings(book, taken, calendar) if asked else ()
    return Gate("steps", "决策步骤", "R23", asked, any(one.status for one in taken.values()), found)


def _matter(book: Rulebook, case: Case, kind: MeetingKind) -> Gate:
    """R25a: the questions on a major matter; counties heard beforehand; the risk to the public assessed."""
    items = items_of(book, case, kind, MATTER)
    asked = kind.decides_major and (bool(items) or case.county or case.public)
    found = (*_asked(book, case, items), *_counties(book, case), *_risk(book, case)) if asked else ()
    return Gate("matter", "论证", "R25a", asked, _begun(case, items) or not items, found)


def _stamps(book: Rulebook, case: Case, kind: MeetingKind) -> Gate:
    rule = next((stamp.rule for stamp in kind.stamps if stamp.rule), "")
    found = stamp_findings(book, kind, case.stamps)
    return Gate("stamps", "审定", rule, bool(kind.stamps), bool(case.stamps), found)


def _counties(book: Rulebook, case: Case) -> tuple[Finding, ...]:
    if not case.county or not book.holds("R25a"):
        return ()
    counties = [one for one in case.units if one.county and one.consulted]
    facts = {"县市区意见": "、".join(f"{one.unit} {one.opinion}" for one in counties) or "（没有）"}
    if not any(one.spoke for one in counties):
        return (finding(book, "R25a", "涉及县市区，事前没有县市区的意见", facts, "征求有关县市区意见并登记"),)
    left = [f"{one.unit}还没有答复" for one in counties if not one.spoke]
    left += [f"没有写{one.unit}的意见是否采纳" for one in counties if one.opinion == DISAGREED and not one.adopted]
    return (replace(finding(book, "R25a", "；".join(left), facts), effect=Effect.WARN),) if left else ()


def _risk(book: Rulebook, case: Case) -> tuple[Finding, ...]:
    if not case.public or case.risk_opinion or not book.holds("R25a"):
        return ()
    sentence = "涉及公众利益和社会稳定，还没有登记风险评估意见"
    return (replace(finding(book, "R25a", sentence, {"风险评估": "（空）"}), effect=Effect.WARN),)


def _asked(book: Rulebook, case: Case, items: Sequence[CheckItem]) -> tuple[Finding, ...]:
    """One finding a rule: its questions answered with no, and those that nobody has answered yet."""
    found = []
    for rule in dict.fromkeys(item.rule for item in items if item.rule and book.holds(item.rule)):
        mine = [item for item in items if item.rule == rule]
        failed = [f"“{item.question.rstrip('？')}”为否" for item in mine if case.answer(item.id) is False]
        left = [f"“{item.question.rstrip('？')}”还没有核对" for item in mine if case.answer(item.id) is None]
        if failed or left:
            facts = {item.question: _said(case.answer(item.id)) for item in mine}
            found.append(finding(book, rule, "；".join((*failed, *left)), facts))
    return tuple(found)


def _said(answer: bool | None) -> str:
    return "还没有核对" if answer is None else "是" if answer else "否"


def _begun(case: Case, items: Sequence[CheckItem]) -> bool:
    return any(case.answer(item.id) is not None for item in items)


def _without(gate: Gate, released: frozenset[str]) -> Gate:
    """The gate less the blocks that somebody let pass."""
    kept = tuple(one for one in gate.findings if one.effect is not Effect.BLOCK or one.rule not in released)
    return gate if len(kept) == len(gate.findings) else replace(gate, findings=kept, let_pass=True)
