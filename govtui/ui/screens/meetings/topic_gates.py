"""The forms at the gates of a topic: units' answers, coordination, questions, reviews, steps of a major decision."""

from collections.abc import Sequence
from typing import Any

from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT
from govtui.domain.meetings.decisions import DONE, NOT_NEEDED
from govtui.services.desk import Desk
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.topics import gating
from govtui.services.meetings.topics.rows import CheckRow, StepRow, TopicDetail, TopicUnitRow
from govtui.services.people import directory, leader_choices
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.meetings.topic_telling import brief
from govtui.ui.screens.questions import Question, QuestionForm
from govtui.ui.widgets.choices import Choice, Source, best
from govtui.ui.widgets.fields import Field


def answer_form(desk: Desk, found: TopicDetail, asked: TopicUnitRow) -> Entry:
    """One unit's answer; where it disagrees its views and their grounds are put before the meeting."""
    fields = [
        Field(
            "opinion",
            "意见",
            "choice",
            choices=(AGREED, DISAGREED, SILENT),
            default=asked.opinion if asked.opinion != SILENT else AGREED,
            wide=True,
            help="同意的直接按 Ctrl+S；不同意的写明意见和依据。",
        ),
        Field("person", "签字人", default=asked.person),
        day_field(desk, "on", "答复日期", gone=True, default=asked.answered or desk.today()),
        Field("views", "意见内容", "multiline", rows=2, default=asked.views),
        Field("grounds", "依据", "multiline", rows=2, default=asked.grounds),
        Field("adopted", "采纳情况", wide=True, default=asked.adopted, help="合理的意见是否采纳，不采纳的写理由。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        texts = {name: values[name] for name in ("person", "views", "grounds", "adopted")}
        return gating.answer_unit(desk, asked.id, values["opinion"], on=as_day(values["on"]), **texts)

    return Entry(f"{asked.unit}的意见", fields, save, below=brief(found))


def coordination_form(desk: Desk, found: TopicDetail) -> GatedEntry:
    """One round: the lead unit's own, or the one by a leader where that did not bring agreement (art. 42)."""
    before = found.coordinations[-1] if found.coordinations else None
    level = "2" if before is not None and not before.agreed else "1"
    fields = [
        Field(
            "level",
            "第几次",
            "choice",
            choices=(Choice("1", "主办单位协调"), Choice("2", "领导再协调")),
            default=level,
            wide=True,
            help="主办单位协调不成的，报协管副秘书长或分管副市长再协调。",
        ),
        Field("agreed", "达成一致", "bool", default=True, wide=True),
        Field("person", "协调领导", "pick", source=_leaders(desk, found), help="领导再协调时填；按分工列在前面。"),
        day_field(desk, "on", "日期", gone=True, default=desk.today()),
        Field("result", "协调结果", "multiline", rows=2, help="写明一致的意见，或各方的分歧。"),
        Field(
            "leaning",
            "倾向性意见",
            "multiline",
            rows=2,
            default=str(found.fields.get("leaning") or ""),
            help="两次仍不一致的，列明各方依据并写倾向性意见，再上会。",
        ),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        person, on = as_id(values["person"]), as_day(values["on"])
        level, agreed = int(values["level"]), values["agreed"]
        done = gating.coordinate(desk, found.row.id, level, agreed, person, on, values["result"], permits)
        if values["leaning"].strip() != str(found.fields.get("leaning") or "").strip():
            return gating.set_leaning(desk, found.row.id, values["leaning"])
        return done

    about = ("topic", found.row.id)
    return GatedEntry(f"会前协调 {found.row.title}", fields, save, desk=desk, about=about, below=brief(found))


def _leaders(desk: Desk, found: TopicDetail) -> Source:
    """Who coordinates by the division of work first, then every leader."""
    people, today, unit = directory(desk), desk.today(), found.fields.get("unit_id")
    held = [people.assisting(unit, today), people.in_charge_of(unit, today)] if isinstance(unit, int) else []
    first = [Choice(str(one.id), one.name, one.title) for one in held if one is not None]
    leaders = source_of(leader_choices, desk)

    def source(typed: str) -> Sequence[Choice]:
        there = {one.id for one in first}
        return [*best(typed, first), *(one for one in leaders(typed) if one.id not in there)]

    return source


def check_form(desk: Desk, found: TopicDetail) -> QuestionForm:
    """核对: every question that applies, whichever rule asks it; yes lets the topic pass."""
    asked = [Question(one.id, one.question, _TO_ANSWER, one.passed) for one in found.checks]
    notes = "；".join(dict.fromkeys(one.note for one in found.checks if one.note))
    more = [Field("note", "说明", wide=True, default=notes, help="可空；答否的写明缺什么。")]

    def save(failed: tuple[str, ...], values: dict[str, Any]) -> Outcome:
        done = [
            gating.check(desk, found.row.id, stage, [one for one in failed if one in ids], values["note"])
            for stage, ids in _stages(found.checks).items()
        ]
        findings = tuple(one for outcome in done for one in outcome.findings)
        return Outcome(1, done[-1].sentence, findings)

    return QuestionForm(f"核对 {found.row.title}", asked, save, more)


_TO_ANSWER = "y 是，n 否；全部为是的直接按 Ctrl+S。答否的要补齐，再核对一次。"


def _stages(checks: Sequence[CheckRow]) -> dict[str, set[str]]:
    stages: dict[str, set[str]] = {}
    for one in checks:
        stages.setdefault(one.stage, set()).add(one.id)
    return stages


def reviews_form(desk: Desk, found: TopicDetail) -> Entry:
    """合法性审查, 风险评估 and 财政意见 on one form; what was not changed is not written again."""
    known = {name: str(found.fields.get(name) or "") for name in _KEPT}
    fields = [
        Field("legal_opinion", "合法性审查", "multiline", rows=2, default=known["legal_opinion"], help="审查意见。"),
        Field("legal_reviewer", "审查机构", default=known["legal_reviewer"]),
        day_field(desk, "legal_on", "审查日期", gone=True, default=known["legal_on"] or desk.today()),
        Field("risk_opinion", "风险评估", "multiline", rows=2, default=known["risk_opinion"], help="评估结论。"),
        day_field(desk, "risk_on", "评估日期", gone=True, default=known["risk_on"] or desk.today()),
        Field(
            "fiscal_opinion", "财政意见", "multiline", rows=2, default=known["fiscal_opinion"], help="涉及财政收支的。"
        ),
    ]

    def save(values: dict[str, Any]) -> Outcome | None:
        topic, changed = found.row.id, {name for name in _KEPT if values[name].strip() != known[name]}
        done = None
        if changed & {"legal_opinion", "legal_reviewer"} or "legal_on" in changed and known["legal_opinion"]:
            day = as_day(values["legal_on"])
            done = gating.review_law(desk, topic, values["legal_reviewer"], values["legal_opinion"], day)
        if "risk_opinion" in changed or "risk_on" in changed and known["risk_opinion"]:
            done = gating.assess_risk(desk, topic, values["risk_opinion"], as_day(values["risk_on"]))
        if "fiscal_opinion" in changed:
            done = gating.fiscal(desk, topic, values["fiscal_opinion"])
        return done

    return Entry(f"审查评估 {found.row.title}", fields, save, below=brief(found))


_KEPT = ("legal_opinion", "legal_reviewer", "legal_on", "risk_opinion", "risk_on", "fiscal_opinion")


def step_form(desk: Desk, found: TopicDetail, step: StepRow) -> Entry:
    """One step of a major decision: done, with its days and document, or not applicable and why."""
    fields = [
        Field(
            "status",
            "情况",
            "choice",
            choices=(DONE, NOT_NEEDED, Choice("", "未登记")),
            default=step.status or DONE,
            wide=True,
            help="不适用的要写理由。",
        ),
        day_field(desk, "started", step.starts or "开始", gone=True, default=step.started or ""),
        day_field(desk, "ended", step.ends or "结束", gone=True, default=step.ended or ""),
        Field("document", "文件", wide=True, default=step.document, help="报告、意见书等的名称和文号。"),
        Field("responsible", "承办", default=step.responsible),
        Field("reason", "理由", wide=True, default=step.reason, help="不适用的理由，或时间不足的说明。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        said: dict[str, Any] = {name: values[name] for name in ("reason", "document", "responsible")}
        said |= {name: as_day(values[name]) for name in ("started", "ended")}
        return gating.set_step(desk, found.row.id, step.id, values["status"], **said)

    return Entry(f"{step.name} {found.row.title}", fields, save, below=brief(found))
