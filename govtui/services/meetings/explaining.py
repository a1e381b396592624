"""为什么 for meetings: who may chair, what stands in the way, what the office prepares, how often a kind is held."""

from govtui.domain.clock import from_stamp
from govtui.domain.explain import Explanation, Release, explain_finding, explain_rule
from govtui.domain.findings import Finding
from govtui.domain.meetings.chairs import chairs_of, source_words
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.meetings import attendance
from govtui.services.meetings.boarding import board_findings
from govtui.services.meetings.chairing import NOUN, said_on
from govtui.services.meetings.counting import counts
from govtui.services.meetings.kinds import GONE, kind_of
from govtui.services.people import directory
from govtui.services.releases import last_release
from govtui.store.meetings import meetings as store
from govtui.store.reading import Record

_ORGANIZED = "R41b"
_YES, _NO = "已办", "未办"


def explain_chair(desk: Desk, meeting_id: int) -> list[Explanation]:
    """Why somebody may or may not chair a meeting on its day: what stands in the way first, then the chair rule."""
    row = _row(desk, meeting_id)
    on = from_stamp(row["starts_at"]).date() if row["starts_at"] else desk.today()
    kind, people = kind_of(desk, row["kind"]), directory(desk)
    with desk.reading() as reader:
        released = store.released_for_chair(reader, meeting_id)
    chairs = chairs_of(desk.book, people, kind, on)
    facts = (*chairs.facts, ("主持人", f"{row['chair_title']}{row['chair']}" or "（未填）"))
    if row["chair_for_id"] is not None and row["chair_id"] is not None:
        source = source_words(people, row["chair_id"], row["chair_for_id"], on) or row["chair_source"]
        facts += (("委托人", row["chair_for"]), ("委托依据", source or "（没有）"))
    rule = None if chairs.silent else kind.chair_rule
    found = [
        explain_finding(desk.book, one, _release(desk, one.rule, meeting_id) if one.rule in released else None)
        for one in said_on(desk, row, on)
    ]
    return [*found, explain_rule(desk.book, rule, facts, title="主持人")]


def explanations(desk: Desk, meeting_id: int) -> list[Explanation]:
    """Everything that can be asked about a meeting: what to look at, the chair, the preparations, how often held."""
    row = _row(desk, meeting_id)
    with desk.reading() as reader:
        found = (*board_findings(desk, reader, row), *attendance.findings(desk, meeting_id))
    chair = explain_chair(desk, meeting_id)
    told = {one.title for one in chair}
    return [
        *(one for finding in found if (one := _explained(desk, finding, meeting_id)).title not in told),
        *chair,
        explain_rule(desk.book, _ORGANIZED, preparations(row), title="会议准备"),
        *_frequency(desk, row["kind"]),
    ]


def preparations(row: Record) -> tuple[tuple[str, str], ...]:
    """What the office prepares for a meeting (art. 41), each with whether it was done."""
    return (
        ("会议室", row["room"] or _NO),
        ("会议通知", f"{row['notified_at'][:16].replace('T', ' ')} 发出" if row["notified_at"] else _NO),
        ("议程冻结", _YES if row["frozen_at"] else _NO),
        ("会议材料", row["papers"] or _NO),
        ("与会名单", f"{row['expected']} 人" if row["expected"] else _NO),
        ("签到", f"{row['signed']} 人" if row["signed"] else _NO),
        ("记录人", row["recorder"] or _NO),
    )


def _frequency(desk: Desk, kind_id: str) -> list[Explanation]:
    kind, found = kind_of(desk, kind_id), []
    for one in counts(desk):
        if one.kind == kind_id and one.finding is not None:
            found.append(explain_finding(desk.book, one.finding))
        elif one.kind == kind_id:
            facts = (("期间", one.span), ("已开", f"{one.held} 次"), ("还排了", f"{one.planned} 次"))
            found.append(explain_rule(desk.book, kind.count_rule, facts, title="会议次数"))
    return found


def _row(desk: Desk, meeting_id: int) -> Record:
    with desk.reading() as reader:
        row = store.meeting(reader, meeting_id)
    if row is None:
        raise Refusal(GONE)
    return row


def _explained(desk: Desk, found: Finding, meeting_id: int) -> Explanation:
    return explain_finding(desk.book, found, _release(desk, found.rule, meeting_id))


def _release(desk: Desk, rule: str | None, meeting_id: int) -> Release | None:
    known = last_release(desk, rule, NOUN, meeting_id) if rule else None
    return Release(*known) if known else None
