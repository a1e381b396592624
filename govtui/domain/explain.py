"""为什么: what stands behind a finding, a deadline or a step, in the program's own words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from govtui.domain.findings import Finding
from govtui.rulebook.model import Effect, Rule, Rulebook
from govtui.rulebook.papers import DeadlineRule

SILENT = "规则未明确"
"""What the program says where the rules say nothing: it proposes and never invents a rule."""

Facts = Iterable[tuple[str, str]] | Mapping[str, str]


class Release(NamedTuple):
    """The last time somebody let a blocked act pass: who, when (as read on the screen), and why."""

    who: str
    when: str
    reason: str

    @property
    def sentence(self) -> str:
        """The release in one line."""
        return f"{self.when} {self.who} 放行：{self.reason}"


class Explanation(NamedTuple):
    """What the 为什么 panel shows, ready to read; empty text means that there is nothing to say.

    `strength` and `effect` are words (应当, 拦下); `releaser` is the title of who may release; `silent` is true where
    no rule speaks and `says` is 规则未明确.
    """

    title: str
    article: str
    strength: str
    effect: str
    says: str
    facts: tuple[tuple[str, str], ...]
    remedy: str = ""
    releaser: str = ""
    release: Release | None = None
    source: str = ""
    silent: bool = False


def explain_rule(
    book: Rulebook,
    rule_id: str | None,
    facts: Facts = (),
    *,
    title: str = "",
    remedy: str = "",
    source: str = "",
    release: Release | None = None,
) -> Explanation:
    """Why, by the rule of this id; 规则未明确 where `rule_id` is None or the pack does not hold it.

    `title` names the thing explained (办结时限, 送阅顺序), else the rule's article stands there; `source` says where a
    value comes from that the rule leaves open; `remedy` replaces the rule's own.
    """
    if rule_id is None or not book.holds(rule_id):
        return Explanation(title or SILENT, "", "", "", SILENT, _pairs(facts), remedy, source=source, silent=True)
    rule = book.rule(rule_id)
    return Explanation(
        title=title or rule.article_text,
        article=f"{book.title} {rule.article_text}",
        strength=rule.strength.label,
        effect=rule.effect.label,
        says=rule.says,
        facts=_pairs(facts),
        remedy=remedy or rule.remedy,
        releaser=_releaser(book, rule),
        release=release,
        source=source or rule.source,
    )


def explain_finding(book: Rulebook, found: Finding, release: Release | None = None) -> Explanation:
    """Why a finding was made: its sentence as title, its facts, its remedy, and the rule behind it."""
    return explain_rule(book, found.rule, found.facts, title=found.sentence, remedy=found.remedy, release=release)


def explain_limit(book: Rulebook, limit: DeadlineRule, facts: Facts = ()) -> Explanation:
    """Why a paper has this time limit: the rule asks for limits (R52), the number comes from the row's source."""
    why = explain_rule(book, limit.rule, facts, title="办结时限", source=limit.source)
    return why._replace(strength=limit.strength.label, says=_joined(limit.says, why.says))


def explain_reading(book: Rulebook, doc_class: str, facts: Facts = ()) -> Explanation:
    """Why papers of this class go round in this order (R50d), and what a circle on them means (R50f)."""
    order = book.reading_order(doc_class)
    way = "从前往后" if order.direction == "front_to_back" else "从后往前"
    shown = (("类别", doc_class), ("顺序", way), ("画圈表示", order.circle_means), *_pairs(facts))
    return explain_rule(book, order.rule, shown, title="送阅顺序", source=order.source)


def explain_route(book: Rulebook, doc_class: str, major: bool, facts: Facts = ()) -> Explanation:
    """Why these leaders stand in the route of a paper (R48)."""
    found = book.route_rule(doc_class, major)
    if found is None:
        return explain_rule(book, None, facts, title="呈批路线")
    slots = "、".join(book.slot_title(slot) for slot in found.slots)
    shown = (("类别", doc_class), ("重大事项", "是" if major else "否"), ("呈送", slots), *_pairs(facts))
    return explain_rule(book, found.rule, shown, title="呈批路线", source=found.source)


def _pairs(facts: Facts) -> tuple[tuple[str, str], ...]:
    return tuple(facts.items()) if isinstance(facts, Mapping) else tuple(facts)


def _joined(*parts: str) -> str:
    return "。".join(part for part in parts if part)


def _releaser(book: Rulebook, rule: Rule) -> str:
    if rule.effect is not Effect.BLOCK:
        return ""
    return book.role(rule.release_role).title if rule.release_role else "不可放行"
