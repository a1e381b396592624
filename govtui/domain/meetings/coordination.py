"""Coordination before the meeting (art. 42): first by the lead unit, then by a leader, then grounds and a leaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT
from govtui.domain.findings import Finding, finding
from govtui.rulebook import Rulebook

BY_UNIT, BY_LEADER = 1, 2
"""Levels of coordination: the lead unit's own, and that of the assisting deputy secretary-general or the leader in
charge."""

LEVEL_NAMES = {BY_UNIT: "牵头部门协调", BY_LEADER: "领导协调"}
SECOND_SLOTS = ("assisting", "in_charge")
"""Who coordinates at the second level."""

_RULE = "R42a"


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What one unit that a topic concerns said; `county` units are asked under art. 25, not under art. 42."""

    unit: str
    county: bool = False
    consulted: bool = True
    opinion: str = SILENT
    answered: date | None = None
    grounds: str = ""
    adopted: str = ""

    @property
    def spoke(self) -> bool:
        """Whether the unit said yes or no; silence, however long, is neither."""
        return self.opinion in (AGREED, DISAGREED)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of coordination, in the order of entry."""

    level: int
    on: date
    agreed: bool


def coordination_findings(
    book: Rulebook, units: Sequence[UnitAnswer], rounds: Sequence[Round], leaning: str
) -> tuple[Finding, ...]:
    """R42a: everybody asked has answered, and a disagreement has gone through both levels or been settled.

    What no level could settle may go to the meeting with the grounds of each unit that disagrees and a leaning opinion.
    """
    if not book.holds(_RULE):
        return ()
    asked = departments(units)
    facts = _facts(asked, rounds, leaning)
    silent = [one.unit for one in asked if not one.spoke]
    if silent:
        sentence = f"{'、'.join(silent)}还没有答复，没有答复不等于同意"
        return (finding(book, _RULE, sentence, facts, "催请答复并登记；不再征求的从征求单位中去掉"),)
    against = [one for one in asked if one.opinion == DISAGREED]
    if _settled(against, rounds):
        return ()
    missing = _missing_round(against, rounds) or _missing_words(against, leaning)
    return (finding(book, _RULE, missing[0], facts, missing[1]),) if missing else ()


def departments(units: Sequence[UnitAnswer]) -> tuple[UnitAnswer, ...]:
    """The units of a topic that art. 42 asks to agree."""
    return tuple(one for one in units if one.consulted and not one.county)


def _settled(against: Sequence[UnitAnswer], rounds: Sequence[Round]) -> bool:
    """Nobody disagrees and no round failed last, or the last round agreed and came after the last disagreement."""
    if not rounds:
        return not against
    last = rounds[-1]
    return last.agreed and all(one.answered is None or one.answered <= last.on for one in against)


def _missing_round(against: Sequence[UnitAnswer], rounds: Sequence[Round]) -> tuple[str, str] | None:
    first = [place for place, one in enumerate(rounds) if one.level == BY_UNIT]
    names = "、".join(one.unit for one in against)
    if not first:
        return f"{names or '有关部门'}有不同意见，牵头部门还没有会前协调", "先由牵头部门协调，登记结果"
    later = [one for one in rounds[first[-1] + 1 :] if one.level == BY_LEADER]
    if not later or later[-1].on < rounds[first[-1]].on:
        remedy = "由协管副秘书长或分管副市长协调，登记结果"
        return "部门之间没有协调一致，还没有经过第二级协调", remedy
    if later[-1].agreed:
        return f"协调之后{names}又提出不同意见", "就新的意见再协调一次，登记结果"
    return None


def _missing_words(against: Sequence[UnitAnswer], leaning: str) -> tuple[str, str] | None:
    if not against:
        return "第二级协调仍未一致，没有写明哪个单位不同意", "在征求单位中登记不同意的单位和依据"
    lacking = [f"{one.unit}的依据" for one in against if not one.grounds.strip()]
    lacking += [] if leaning.strip() else ["倾向性意见"]
    if not lacking:
        return None
    return f"两级协调仍不一致，缺{'、'.join(lacking)}", "列全各方依据，写明倾向性意见"


def _facts(asked: Sequence[UnitAnswer], rounds: Sequence[Round], leaning: str) -> dict[str, str]:
    told = [f"{one.on} {LEVEL_NAMES.get(one.level, '')}：{'一致' if one.agreed else '不一致'}" for one in rounds]
    return {
        "征求的部门": "、".join(f"{one.unit} {one.opinion}" for one in asked) or "（没有）",
        "协调": "；".join(told) or "（没有）",
        "倾向性意见": "已写" if leaning.strip() else "（空）",
    }
