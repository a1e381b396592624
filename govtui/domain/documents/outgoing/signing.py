"""Who signs a paper that leaves, as of a day, and what a sign-off must hold (arts. 7, 10, 24, 49, 50)."""

from dataclasses import dataclass
from datetime import date

from govtui.domain.clock import long_day
from govtui.domain.documents.outgoing.drafts import DIRECTIONS
from govtui.domain.findings import Finding, finding
from govtui.domain.people import Directory
from govtui.domain.signing import SignerPlan, holders_of, plan_of
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import MeetingSubject


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a paper decides who signs it: kind, series id, direction (up, down, level), major or not."""

    kind: str
    series: str
    direction: str
    major: bool


def signer_plan(book: Rulebook, people: Directory, matter: Matter, unit_id: int | None, on: date) -> SignerPlan:
    """Who signs such a paper as of `on` (R49, R50a to R50c); `unit_id` is the unit whose portfolio decides.

    Somebody with a delegation in force (R10) stands in front of whom he acts for, who stays allowed; a person who may
    sign in his own right appears once and acts for nobody.
    """
    rule = book.signer_rule(matter.kind, matter.series, matter.direction, matter.major)
    known = _matter_facts(book, matter, on)
    slots = tuple(dict.fromkeys((*rule.signers, *rule.raised_to))) if rule else ()
    held = [(slot, holders_of(people, slot, unit_id, on)) for slot in slots]
    return plan_of(book, people, rule, held, unit_id, known, on)


def meeting_findings(book: Rulebook, major: bool, subject: str, title: str, meeting_ref: str) -> tuple[Finding, ...]:
    """R7b: a major matter, or a subject of art. 24, without its meeting's decision; R24: a title that hints at one.

    `subject` is the id of a meeting subject of the pack or ''; `meeting_ref` names the meeting in words.
    """
    if meeting_ref.strip():
        return ()
    marked = book.meeting_subject(subject)
    if major or marked is not None:
        return _undecided(book, major, marked)
    hinted = next((one for one in book.meeting_subjects if any(word in title for word in one.words)), None)
    if hinted is None or not book.holds(hinted.rule or "R24"):
        return ()
    words = "、".join(word for word in hinted.words if word in title)
    facts = {"标题": title, "标题中的词": words, "须上会事项": hinted.name, "会议决定": "（空）"}
    return (finding(book, hinted.rule or "R24", f"看标题可能属于须上会的事项：{hinted.name}", facts),)


def _undecided(book: Rulebook, major: bool, marked: MeetingSubject | None) -> tuple[Finding, ...]:
    if not book.holds("R7b"):
        return ()
    facts = {
        "重大事项": "是" if major else "否",
        "须上会事项": marked.name if marked else "（未选）",
        "会议决定": "（空）",
    }
    what = f"“{marked.name}”" if marked else "重大事项"
    return (finding(book, "R7b", f"{what}还没有写明会议决定", facts),)


# -- facts ------------------------------------------------------------------------------------------------------------


def _matter_facts(book: Rulebook, matter: Matter, on: date) -> tuple[tuple[str, str], ...]:
    series = next((one.name for one in book.series_list if one.id == matter.series), matter.series)
    return (
        ("文种", matter.kind or "（未定）"),
        ("发文序列", series or "（未定）"),
        ("行文方向", DIRECTIONS.get(matter.direction, matter.direction) or "（未定）"),
        ("重大事项", "是" if matter.major else "否"),
        ("任职和分工截至", long_day(on)),
    )
