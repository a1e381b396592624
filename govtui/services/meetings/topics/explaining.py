"""为什么 for topics: what stands in the way, who takes the next step, what was let pass."""

from collections.abc import Iterable, Sequence

from govtui.domain.explain import Explanation, Release, explain_finding, explain_rule
from govtui.domain.meetings.gates import findings_of
from govtui.domain.meetings.stamping import Stamped, next_step, step_facts
from govtui.services.desk import Desk
from govtui.services.meetings.topics.cases import case_of, gates_of, row_of
from govtui.services.people import directory
from govtui.services.releases import last_release
from govtui.services.workdays import current_calendar
from govtui.store.meetings import topics as store
from govtui.store.reading import Record


def explanations(desk: Desk, topic_id: int) -> list[Explanation]:
    """Everything that can be asked about a topic: what stands in the way, the next step, what was let pass before."""
    with desk.reading() as reader:
        row, case = row_of(reader, topic_id), case_of(reader, desk.book, topic_id)
        past = store.past_releases(reader, topic_id)
    found = []
    for one in findings_of(gates_of(desk.book, case, row["wanted"], current_calendar(desk))):
        last = last_release(desk, one.rule, "topic", topic_id)
        found.append(explain_finding(desk.book, one, Release(*last) if last else None))
    return [*found, *_next(desk, row, case.stamps), *_optional(desk, case.major), *_passed(desk, past)]


def _next(desk: Desk, row: Record, taken: Sequence[Stamped]) -> list[Explanation]:
    """Who takes the next step, or that the rules ask for none."""
    kind = desk.book.known_meeting_kind(row["wanted"])
    if kind is None or not kind.stamps:
        why = explain_rule(desk.book, None, (("会议", kind.name if kind else row["wanted"]),), title="领导审定")
        return [why]
    place = next_step(kind, taken)
    if place is None:
        facts = [(kind.stamps[one.step].act, f"{one.words} {one.on}") for one in taken if one.step < len(kind.stamps)]
        return [explain_rule(desk.book, kind.stamps[-1].rule, facts, title="领导审定已完成")]
    stamp = kind.stamps[place]
    facts = list(step_facts(desk.book, directory(desk), stamp, row["unit_id"], desk.today()))
    return [explain_rule(desk.book, stamp.rule, facts, title=f"下一步：{stamp.act}", source=stamp.source)]


def _optional(desk: Desk, major: bool) -> list[Explanation]:
    """What may be done besides before a major decision (R26)."""
    steps = [step for step in desk.book.decision_steps if step.optional and step.rule] if major else []
    return [explain_rule(desk.book, step.rule, (), title=f"{step.name}（视需要）") for step in steps]


def _passed(desk: Desk, past: Iterable[Record]) -> list[Explanation]:
    """What was let pass on this topic: it stays to be read after the act."""
    found = []
    for row in past:
        release = Release(row["person"], row["at"][:16].replace("T", " "), row["reason"])
        found.append(explain_rule(desk.book, row["rule"], (), title=f"{row['article']}已放行", release=release))
    return found
