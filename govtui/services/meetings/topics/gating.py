"""What is recorded of a topic before its meeting: opinions, coordination, questions, reviews, steps; what it lacks."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from govtui.domain.clock import long_day
from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT
from govtui.domain.findings import Finding, blocks, finding, practice
from govtui.domain.meetings.coordination import BY_LEADER, BY_UNIT, LEVEL_NAMES, SECOND_SLOTS
from govtui.domain.meetings.decisions import NOT_NEEDED, STATUSES, step_findings
from govtui.domain.meetings.gates import STAGES, findings_of, gates, items_of
from govtui.domain.meetings.stamping import stamp_findings
from govtui.domain.meetings.states import DISCUSSED, WITHDRAWN
from govtui.domain.people import Directory
from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat, slot_seats
from govtui.rulebook.outgoing import CheckItem
from govtui.services.desk import Desk
from govtui.services.documents.entered import dated, said
from govtui.services.documents.rows import Outcome
from govtui.services.gates import Permit, pass_gates
from govtui.services.meetings.topics import history
from govtui.services.meetings.topics.cases import case_of, kind_named, name_of, row_of
from govtui.services.meetings.topics.explaining import explanations
from govtui.services.people import directory
from govtui.services.workdays import current_calendar
from govtui.store import tables
from govtui.store.meetings import topics as store
from govtui.store.reading import Reader
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Topic, TopicUnit

__all__ = [
    "answer_unit",
    "answer_units",
    "assess_risk",
    "check",
    "coordinate",
    "explanations",
    "fiscal",
    "listing_findings",
    "questions",
    "recording_findings",
    "review_law",
    "second_level_seats",
    "set_leaning",
    "set_step",
    "topic_findings",
    "warnings",
]

NOUN = "topic"
Act = Literal["list", "submit", "record"]


def listing_findings(desk: Desk, within: UnitOfWork | Reader, topic_id: int, kind_id: str) -> tuple[Finding, ...]:
    """What the rules say when a topic is put on the agenda of a meeting of this kind, less what was let pass for it.

    Pass them to `pass_gates` with the noun `topic` and the topic's id: what is let pass there still counts after a
    deferral, until the topic itself changes.
    """
    kind = kind_named(desk.book, kind_id)
    return findings_of(gates(desk.book, case_of(within, desk.book, topic_id), kind, current_calendar(desk)))


def recording_findings(desk: Desk, within: UnitOfWork | Reader, topic_id: int, kind_id: str) -> tuple[Finding, ...]:
    """What the rules say when a decision on a topic is recorded (R23, R23b), less what was let pass for it.

    A topic that was changed after it was listed has lost its leaders' steps: they are asked for again (R41a).
    """
    kind, case = kind_named(desk.book, kind_id), case_of(within, desk.book, topic_id)
    found = stamp_findings(desk.book, kind, case.stamps)
    if case.major and kind.decides_major:
        found += step_findings(desk.book, case.steps or {}, current_calendar(desk))
    stopped = blocks(found)
    return tuple(one for one in found if one not in stopped or one.rule not in case.released)


def topic_findings(desk: Desk, topic_id: int, act: Act = "list") -> tuple[Finding, ...]:
    """What the rules say of a topic as it stands, for the meeting that it asks for. Raises Refusal when it is gone."""
    with desk.reading() as reader:
        wanted = row_of(reader, topic_id)["wanted"]
        if act == "record":
            return recording_findings(desk, reader, topic_id, wanted)
        found = listing_findings(desk, reader, topic_id, wanted)
    return warnings(found) if act == "submit" and kind_named(desk.book, wanted).stamps else found


def warnings(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that stop nobody."""
    stopped = blocks(found)
    return tuple(one for one in found if one not in stopped)


# -- units ------------------------------------------------------------------------------------------------------------


def answer_unit(
    desk: Desk,
    unit_row_id: int,
    opinion: str,
    person: str = "",
    on: date | None = None,
    views: str = "",
    grounds: str = "",
    adopted: str = "",
) -> Outcome:
    """Write down what one unit answered; `adopted` says what became of a county's views. Silence is no agreement."""
    texts = {"person": person, "views": views, "grounds": grounds, "adopted": adopted}
    words = {name: said(text, multiline=True) for name, text in texts.items()}
    spoke = _spoke(desk, opinion)
    answered = dated(desk, on, "答复日期") if spoke else None
    with desk.writing("topic.answer") as uow:
        row = uow.get(tables.TopicUnit, unit_row_id)
        topic = _open(uow, row.topic_id)
        uow.change(row, opinion=opinion, answered_on=answered, consulted=True, **words)
        tail = f"（{row.person}）" if row.person else ""
        sentence = _tell(uow, topic, history.ANSWERED, f"{row.unit}：{opinion}{tail}")
    lacks = [what for what, text in (("意见", row.views), ("依据", row.grounds)) if not text]
    return Outcome(1, sentence, _bare(row.unit, lacks if opinion == DISAGREED else []))


def _bare(unit: str, lacks: Sequence[str]) -> tuple[Finding, ...]:
    """That a unit disagrees without saying what or why; it stops nobody yet (art. 42 asks for it where no agreement
    is reached)."""
    if not lacks:
        return ()
    told = f"{unit}不同意，还没有写{'、'.join(lacks)}"
    return (practice(told, "补上各方意见和依据，谈不拢时上会要用"),)


def answer_units(desk: Desk, unit_row_ids: Sequence[int], opinion: str, on: date | None = None) -> Outcome:
    """Write the same plain answer (同意, or 未回复 again) of several units in one transaction."""
    if opinion == DISAGREED:
        raise Refusal("不同意的要逐个单位写明意见和依据。")
    if not unit_row_ids:
        raise Refusal("请先选征求的单位。")
    answered = dated(desk, on, "答复日期") if _spoke(desk, opinion) else None
    with desk.writing("topic.answer") as uow:
        rows = [uow.get(tables.TopicUnit, one) for one in dict.fromkeys(unit_row_ids)]
        by_topic: dict[int, list[TopicUnit]] = {}
        for row in rows:
            by_topic.setdefault(row.topic_id, []).append(row)
            uow.change(row, opinion=opinion, answered_on=answered, consulted=True)
        for topic_id, mine in by_topic.items():
            topic, units = _open(uow, topic_id), "、".join(one.unit for one in mine)
            sentence = _tell(uow, topic, history.ANSWERED, f"{units}：{opinion}")
    return Outcome(len(rows), sentence)


def _spoke(desk: Desk, opinion: str) -> bool:
    """Whether the opinion is one: yes or no. Raises Refusal for a word that is no answer at all."""
    known = (AGREED, DISAGREED, SILENT, desk.book.consultation.no_reply)
    if opinion not in known:
        raise Refusal(f"单位意见只能是{'、'.join(known)}。")
    return opinion in (AGREED, DISAGREED)


# -- coordination -----------------------------------------------------------------------------------------------------


def coordinate(
    desk: Desk,
    topic_id: int,
    level: int,
    agreed: bool,
    person_id: int | None = None,
    on: date | None = None,
    result: str = "",
    permits: Sequence[Permit] = (),
) -> Outcome:
    """Write down a round of coordination: level 1 by the lead unit, level 2 by a leader (R42a), never before level 1.

    Raises Refusal: unknown level, a level 2 without its leader or before the first level, a day to come.
    """
    if level not in (BY_UNIT, BY_LEADER):
        raise Refusal("协调只有两级：牵头部门协调、领导协调。")
    result, people = said(result, multiline=True), directory(desk)
    with desk.writing("topic.coordinate") as uow:
        topic = _open(uow, topic_id)
        earlier = [one["on_day"] for one in store.belongings(uow, "coordination", [topic_id])]
        on_day = dated(desk, on, "协调日期", max(earlier, default=None), "上一次协调")
        warned: tuple[Finding, ...] = ()
        if level == BY_LEADER:
            found = _second_level(desk, people, topic, person_id, date.fromisoformat(on_day))
            warned = pass_gates(desk, uow, found, permits, NOUN, topic_id)
        row = tables.Coordination(topic_id=topic_id, level=level, on_day=on_day, agreed=agreed, result=result)
        person = people.person(person_id)
        if person is not None:
            title = people.title_of(person.id, date.fromisoformat(on_day))
            row.person_id, row.person, row.title = person.id, person.name, title
        uow.add(row)
        outcome = "一致" if agreed else "没有一致"
        words = f"{LEVEL_NAMES[level]}{f'（{row.title}{row.person}）' if person else ''}：{outcome}"
        sentence = _tell(uow, topic, history.COORDINATED, words)
    return Outcome(1, sentence, warned)


def set_leaning(desk: Desk, topic_id: int, leaning: str) -> Outcome:
    """Write down the leaning opinion that goes to the meeting where units do not agree (R42a)."""
    leaning = said(leaning, multiline=True)
    with desk.writing("topic.leaning") as uow:
        topic = _open(uow, topic_id)
        uow.change(topic, leaning=leaning)
        sentence = _tell(uow, topic, history.LEANING, "写明倾向性意见" if leaning else "去掉倾向性意见")
    return Outcome(1, sentence)


def second_level_seats(people: Directory, unit_id: int | None, on: date) -> tuple[Seat, ...]:
    """Who may coordinate at the second level for a unit's topic on that day."""
    return tuple(seat for slot in SECOND_SLOTS for seat in slot_seats(people, slot, unit_id, on))


def _second_level(
    desk: Desk, people: Directory, topic: "Topic", person_id: int | None, on: date
) -> tuple[Finding, ...]:
    person = people.person(person_id)
    if person is None:
        raise Refusal("请从通讯录里选主持协调的协管副秘书长或分管副市长。")
    seats = second_level_seats(people, topic.unit_id, on)
    if any(seat.person_id == person.id for seat in seats) or not desk.book.holds("R42a"):
        return ()
    titles = "或".join(map(desk.book.slot_title, SECOND_SLOTS))
    allowed = "、".join(seat.label for seat in seats) or f"（{topic.unit or '申报单位'}没有登记{titles}）"
    facts = {"牵头单位": topic.unit or "（空）", "可以协调的": allowed, "协调人": person.name, "日期": long_day(on)}
    sentence = f"第二级协调由{titles}主持，不能由{people.title_of(person.id, on)}{person.name}主持"
    return (finding(desk.book, "R42a", sentence, facts, "改由分管或协管的领导协调"),)


# -- questions, reviews, steps ----------------------------------------------------------------------------------------


def questions(desk: Desk, topic_id: int, stage: str) -> tuple[CheckItem, ...]:
    """What a stage (`topic`, `matter`, `legislation`) asks of a topic as it stands."""
    with desk.reading() as reader:
        return _questions(desk, reader, topic_id, stage)


def check(desk: Desk, topic_id: int, stage: str, failed: Sequence[str], note: str = "") -> Outcome:
    """Answer every question of a stage that is asked of this topic: those in `failed` with no, the others with yes."""
    note = said(note, multiline=True)
    with desk.writing("topic.check") as uow:
        topic, items = _open(uow, topic_id), _questions(desk, uow, topic_id, stage)
        if not items:
            raise Refusal(f"{name_of(topic.title)}在这一环节没有要核对的问题。")
        if set(failed) - {item.id for item in items}:
            raise Refusal("核对的问题与规则包不一致，请重新打开核对表。")
        uow.execute("DELETE FROM topic_check WHERE topic_id = :id AND stage = :stage", {"id": topic_id, "stage": stage})
        for item in items:
            passed = item.id not in failed
            uow.add(tables.TopicCheck(topic_id=topic_id, stage=stage, item=item.id, passed=passed, note=note))
        no = [f"“{item.question.rstrip('？')}”为否" for item in items if item.id in failed]
        words = "；".join(filter(None, ("；".join(no) or "逐项核对，都为是", note)))
        sentence = _tell(uow, topic, history.CHECKED, words)
    return Outcome(len(items), sentence)


def _questions(desk: Desk, within: UnitOfWork | Reader, topic_id: int, stage: str) -> tuple[CheckItem, ...]:
    if stage not in STAGES:
        raise Refusal("没有这一环节的核对表。")
    kind = kind_named(desk.book, row_of(within, topic_id)["wanted"])
    return items_of(desk.book, case_of(within, desk.book, topic_id), kind, stage)


def review_law(desk: Desk, topic_id: int, reviewer: str, opinion: str, on: date | None = None) -> Outcome:
    """Write down the legality review: who, what, when. Raises Refusal without an opinion."""
    values = {"legal_reviewer": said(reviewer), "legal_opinion": said(opinion, multiline=True)}
    if not values["legal_opinion"]:
        raise Refusal("请写明合法性审查意见。")
    return _set(
        desk, topic_id, "审查日期", on, "legal_on", values, history.LAW, f"合法性审查：{values['legal_reviewer']}"
    )


def assess_risk(desk: Desk, topic_id: int, opinion: str, on: date | None = None) -> Outcome:
    """Write down what the assessment of risks to stability says. Raises Refusal without an opinion."""
    values = {"risk_opinion": said(opinion, multiline=True)}
    if not values["risk_opinion"]:
        raise Refusal("请写明风险评估意见。")
    return _set(desk, topic_id, "评估日期", on, "risk_on", values, history.RISK, "登记风险评估意见")


def fiscal(desk: Desk, topic_id: int, opinion: str) -> Outcome:
    """Write down the finance side's opinion; a topic with one is marked as touching money."""
    values: dict[str, Any] = {"fiscal_opinion": said(opinion, multiline=True)}
    with desk.writing("topic.fiscal") as uow:
        topic = _open(uow, topic_id)
        uow.change(topic, **values)
        sentence = _tell(uow, topic, history.FISCAL, "登记财政意见" if values["fiscal_opinion"] else "去掉财政意见")
    return Outcome(1, sentence)


def set_step(
    desk: Desk,
    topic_id: int,
    step_id: str,
    status: str,
    reason: str = "",
    started: date | None = None,
    ended: date | None = None,
    document: str = "",
    responsible: str = "",
) -> Outcome:
    """Say of one step of a major decision that it was done, or why it does not apply (R23).

    Raises Refusal: unknown step or status, the step that the meeting itself is, 不适用 without a reason, wrong days.
    """
    texts = {"reason": reason, "document": document, "responsible": responsible}
    words = {name: said(text, multiline=True) for name, text in texts.items()}
    step = next((one for one in desk.book.decision_steps if one.id == step_id), None)
    if step is None or step.by_meeting:
        raise Refusal("这一步由会议本身完成，不用登记。" if step else "没有这个决策步骤，请重新打开登记表。")
    if status not in STATUSES:
        raise Refusal("决策步骤只能是已做、不适用，或者还没有登记。")
    if status == NOT_NEEDED and not words["reason"]:
        raise Refusal(f"{step.name}标为不适用，要写明理由。")
    first = dated(desk, started, f"{step.starts}日期") if started else None
    last = dated(desk, ended, f"{step.ends}日期", first, step.starts) if ended else None
    with desk.writing("topic.step") as uow:
        topic = _open(uow, topic_id)
        found = uow.value(
            "SELECT id FROM decision_step WHERE topic_id = :id AND step = :step", id=topic_id, step=step_id
        )
        row = (
            uow.get(tables.DecisionStepRow, int(found))
            if found
            else uow.add(tables.DecisionStepRow(topic_id=topic_id, step=step_id))
        )
        uow.change(row, status=status, started_on=first, ended_on=last, **words)
        sentence = _tell(uow, topic, history.STEP, f"{step.name}：{status or '未登记'}")
        rules = (step.rule, step.least_rule)
        warned = warnings(
            step_findings(desk.book, case_of(uow, desk.book, topic_id).steps or {}, current_calendar(desk))
        )
    return Outcome(1, sentence, tuple(one for one in warned if one.rule in rules and ("步骤", step.name) in one.facts))


def _set(
    desk: Desk, topic_id: int, what: str, on: date | None, column: str, values: dict[str, str], kind: str, words: str
) -> Outcome:
    with desk.writing("topic.review") as uow:
        topic = _open(uow, topic_id)
        uow.change(topic, **values, **{column: dated(desk, on, what)})
        sentence = _tell(uow, topic, kind, words)
    return Outcome(1, sentence)


def _open(uow: UnitOfWork, topic_id: int) -> "Topic":
    """A topic of which something may still be recorded."""
    topic = store.fetch(uow, topic_id)
    if topic.state in (DISCUSSED, WITHDRAWN):
        raise Refusal(f"{name_of(topic.title)}现在是“{topic.state}”，会前的情况不再改动。")
    return topic


def _tell(uow: UnitOfWork, topic: "Topic", kind: str, words: str) -> str:
    assert topic.id is not None
    store.note(uow, topic.id, kind, words)
    sentence = f"{name_of(topic.title)}{words}"
    uow.say(sentence, NOUN, topic.id)
    return sentence
