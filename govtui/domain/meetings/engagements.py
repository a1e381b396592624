"""What the rules say of departments' meetings and of requests for leaders' presence (arts. 45, 66)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from govtui.domain.clock import long_day, short_day
from govtui.domain.findings import Finding, finding
from govtui.domain.meetings.conflicts import Clash
from govtui.domain.meetings.states import (
    DECLINED,
    DECLINES,
    DEPARTMENT_MEETING,
    EVENT,
    INVITATION,
    PENDING,
    SETTLED,
    TO_LEADER,
)
from govtui.domain.people import AbsenceRow, terms
from govtui.domain.text import cut
from govtui.rulebook import Rulebook
from govtui.rulebook.meetings import Stamp

_WIDEST, _CLASHING = 40, 26
"""Cells of a title in a sentence, and where two stand in one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What of an engagement the rules look at. `heads_allowed`: whoever decides on it let county heads be asked."""

    kind: str
    title: str
    unit: str = ""
    starts: datetime | None = None
    citywide: bool = False
    in_city_name: bool = False
    county_heads: bool = False
    heads_allowed: bool = False
    mode: str = ""
    budget_source: str = ""

    @property
    def departments_own(self) -> bool:
        """A city-wide meeting that a department holds itself."""
        return self.kind == DEPARTMENT_MEETING and self.citywide


def named(title: str, width: int = _WIDEST) -> str:
    """An engagement in a sentence: the title in 《》, cut short."""
    return f"《{cut(title, width)}》"


def steps_of(book: Rulebook, kind: str, asks_leaders: bool) -> tuple[Stamp, ...]:
    """The office's steps on a request, in order (R66b): of invitations, and of departments' meetings that ask leaders.

    None where the pack has no table of them: the rules leave it open.
    """
    due = kind == INVITATION or (kind == DEPARTMENT_MEETING and asks_leaders)
    return book.invitations.steps if due and book.invitations is not None else ()


def state_after(answers: Iterable[str]) -> str:
    """Where an engagement stands by what its leaders answered: settled once all did, declined where nobody comes."""
    said = tuple(answers)
    if PENDING in said:
        return TO_LEADER
    return DECLINED if said and all(answer == DECLINES for answer in said) else SETTLED


def heads_title(book: Rulebook) -> str:
    """How the pack calls the heads of counties and districts."""
    return next((role.title for role in book.roles if role.id == terms.COUNTY_HEAD), "下级政府主要负责人")


# -- departments' meetings --------------------------------------------------------------------------------------------


def heads_findings(book: Rulebook, asked: Asked) -> tuple[Finding, ...]:
    """R45a: a department holds its city-wide meeting in its own name, and asks county heads only where allowed."""
    terms_ = book.department_meetings
    if terms_ is None or not asked.departments_own or not book.holds(terms_.heads_rule):
        return ()
    approver, heads = book.slot_title(terms_.heads_approver), heads_title(book)
    wrong = ["以政府或办公室名义召开"] if asked.in_city_name else []
    if asked.county_heads and not asked.heads_allowed:
        wrong.append(f"请{heads}参加，没有{approver}批准")
    if not wrong:
        return ()
    facts = {
        "会议": asked.title,
        "召开单位": asked.unit or "（空）",
        "以政府名义": "是" if asked.in_city_name else "否",
        f"请{heads}": "是" if asked.county_heads else "否",
        f"{approver}批准": "已批准" if asked.heads_allowed else "没有",
    }
    sentence = f"{'；'.join(wrong)}（{asked.unit}{named(asked.title)}）"
    return (finding(book, terms_.heads_rule, sentence, facts),)


def yearly_findings(book: Rulebook, asked: Asked, earlier: Sequence[tuple[str, date | None]]) -> tuple[Finding, ...]:
    """R45b: `earlier` are (title, day) of the unit's city-wide meetings of that year that were there before."""
    terms_ = book.department_meetings
    if terms_ is None or not asked.departments_own or not book.holds(terms_.count_rule):
        return ()
    if len(earlier) < terms_.per_year:
        return ()
    first, day = earlier[0]
    year = f"{asked.starts.year}年" if asked.starts else "今年"
    told = "、".join(f"{_on(one)}{named(title)}" for title, one in earlier)
    facts = {"单位": asked.unit, "年度": year, "每年": f"{terms_.per_year} 次", "已有": told}
    sentence = f"{asked.unit}{year}第 {len(earlier) + 1} 次全市性会议；已有{_on(day)}{named(first)}"
    return (finding(book, terms_.count_rule, sentence, facts),)


def mode_findings(book: Rulebook, asked: Asked) -> tuple[Finding, ...]:
    """R45b: a city-wide meeting is better held by the ways that the pack prefers."""
    terms_ = book.department_meetings
    if terms_ is None or not asked.departments_own or not book.holds(terms_.count_rule):
        return ()
    if not asked.mode or not terms_.preferred or asked.mode in terms_.preferred:
        return ()
    better = "、".join(terms_.preferred)
    facts = {"开会方式": asked.mode, "尽量用": better}
    return (finding(book, terms_.count_rule, f"{asked.mode}，尽量改用{better}", facts, f"能用{better}的改用"),)


# -- invitations ------------------------------------------------------------------------------------------------------


def budget_findings(book: Rulebook, asked: Asked) -> tuple[Finding, ...]:
    """R66c: the money for a meeting or an event stands in a budget. An entry of the plan alone needs none."""
    rule = book.invitations.budget_rule if book.invitations else None
    if not rule or not book.holds(rule) or asked.kind == EVENT or asked.budget_source.strip():
        return ()
    return (finding(book, rule, "没有写经费来源", {"活动": asked.title, "单位": asked.unit, "经费来源": "（空）"}),)


def step_findings(book: Rulebook, asked: Asked, missing: Sequence[Stamp]) -> tuple[Finding, ...]:
    """R66b: settled although these steps of the office were not taken."""
    rule = _rule(book)
    if not rule or not missing:
        return ()
    words = "、".join(f"{book.slot_title(step.slot)}{step.act}" for step in missing)
    facts = {"活动": asked.title, "没有办": words}
    return (finding(book, rule, f"没有经过{words}", facts, f"补办：{words}"),)


def clash_findings(book: Rulebook, noun: str, row_id: int | None, found: Iterable[Clash]) -> tuple[Finding, ...]:
    """R66b: a leader or a room wanted twice at one time, told with both things."""
    rule = _rule(book)
    if not rule:
        return ()
    return tuple(_clash_finding(book, rule, one, noun, row_id) for one in found)


def away_findings(book: Rulebook, people: Iterable[tuple[str, AbsenceRow]], on: date) -> tuple[Finding, ...]:
    """R66b: a leader who is asked is away on that day."""
    rule = _rule(book)
    if not rule:
        return ()
    return tuple(
        finding(
            book,
            rule,
            f"{name}{short_day(on)}外出（至{short_day(absence.last_day)}）",
            {
                "领导": name,
                "外出": f"{long_day(absence.from_day)}至{long_day(absence.last_day)}",
                "去向": absence.place,
            },
            "改时间，或请别的领导出席",
        )
        for name, absence in people
    )


def _clash_finding(book: Rulebook, rule: str, one: Clash, noun: str, row_id: int | None) -> Finding:
    mine = one.second if one.first.key != (noun, row_id) else one.first
    other = one.other(noun, row_id)
    day = mine.starts.date()
    both = "、".join(f"{_when(each.starts, day)}{named(each.title, _CLASHING)}" for each in (mine, other))
    what = "两处占用" if one.of_room else "有两项"
    facts = {("会议室" if one.of_room else "领导"): one.what}
    facts |= {"一": f"{_stretch(mine.starts, mine.ends)} {mine.title}"}
    facts |= {"二": f"{_stretch(other.starts, other.ends)} {other.title}"}
    sentence = f"{one.what}{short_day(day)}同一时间{what}：{both}"
    return finding(book, rule, sentence, facts, "调整其中一项的时间，或改由别的领导出席")


def _rule(book: Rulebook) -> str:
    rule = book.invitations.rule if book.invitations else None
    return rule if rule and book.holds(rule) else ""


def _on(day: date | None) -> str:
    return short_day(day) if day else ""


def _when(at: datetime, day: date) -> str:
    """The hour, with its day where that is another one."""
    return f"{at:%H:%M}" if at.date() == day else f"{short_day(at.date())} {at:%H:%M}"


def _stretch(starts: datetime, ends: datetime) -> str:
    return f"{short_day(starts.date())} {starts:%H:%M}—{ends:%H:%M}"
