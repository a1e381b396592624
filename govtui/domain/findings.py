"""A finding: what a rule says about the facts at hand, and who may release it."""

from collections.abc import Iterable
from dataclasses import dataclass

from govtui.rulebook.model import Effect, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied to one case.

    `facts` are (label, value) pairs as the clerk reads them; `remedy` says what to do; `release_role` is the
    rulebook role that may release a block with a reason (None: nobody needs to, or the rules are silent).
    """

    rule: str
    article: str
    effect: Effect
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    remedy: str = ""
    release_role: str | None = None


def finding(book: Rulebook, rule_id: str, sentence: str, facts: dict[str, str], remedy: str = "") -> Finding:
    """The finding of rule `rule_id` in `book`; effect, article and releasing role come from the rule itself.

    Raises KeyError when the rule pack does not hold the rule: ask `book.holds(rule_id)` where a pack may be silent.
    """
    rule: Rule = book.rule(rule_id)
    return Finding(
        rule=rule.id,
        article=rule.article_text,
        effect=rule.effect,
        sentence=sentence,
        facts=tuple(facts.items()),
        remedy=remedy or rule.remedy,
        release_role=rule.release_role,
    )


def practice(sentence: str, remedy: str, facts: dict[str, str] | None = None) -> Finding:
    """Something that no rule speaks of and a clerk wants to know; it stops nobody."""
    return Finding("", "", Effect.WARN, sentence, tuple((facts or {}).items()), remedy)


def blocks(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that stop the act until somebody releases them."""
    return tuple(f for f in findings if f.effect is Effect.BLOCK)
