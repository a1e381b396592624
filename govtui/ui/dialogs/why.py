"""为什么: the rule behind a lamp, a warning or a computed value, with the facts used and who may release it."""

from collections.abc import Sequence
from typing import Any

from govtui.rulebook.model import Effect
from govtui.ui.dialogs.reading import Reading
from govtui.ui.widgets.detail import Fact, Para, Part, Section

STRENGTHS = {"must": "必须", "should": "应当（一般）", "may": "可以"}
EFFECTS = {"block": ("不满足则不能办理", "bad"), "warn": ("提醒", "warn"), "note": ("说明", "muted")}
EFFECTS |= {effect.label: EFFECTS[effect.value] for effect in Effect}


class Why(Reading):
    """Shows one or several explanations.

    An explanation is anything with some of: `rule` (id), `rule_text` or `says`, `article`, `strength`, `effect`,
    `sentence`, `facts` ((label, value) pairs), `remedy`, `releaser`, `last_release` or `release` (with its own
    `sentence`), `skipped` (lines).
    What it lacks is left out; what no rule settles says 规则未明确.
    """

    def __init__(self, explanations: Sequence[Any], *, title: str = "为什么") -> None:
        parts = [part for one in explanations for part in explain_parts(one)]
        super().__init__(title, parts or [Para("规则未明确：没有一条规定涉及这一项。", "muted")])


def explain_parts(one: Any) -> list[Part | Section]:
    """The parts for one explanation."""

    def said(*names: str) -> str:
        return next((str(value) for name in names if (value := getattr(one, name, None))), "")

    effect, pen = EFFECTS.get(said("effect"), ("", ""))
    facts: list[Part] = [Para(said("sentence"), pen)] if said("sentence") else []
    rule = said("rule_text", "says")
    facts.append(Fact("规定", rule or "规则未明确"))
    for label, value in (
        ("条款", said("article")),
        ("编号", said("rule")),
        ("力度", STRENGTHS.get(said("strength"), said("strength"))),
        ("作用", effect),
        ("怎么办", said("remedy")),
        ("可放行", said("releaser", "release_role")),
        ("上次放行", said("last_release") or getattr(getattr(one, "release", None), "sentence", "")),
    ):
        if value:
            facts.append(Fact(label, value))
    parts: list[Part | Section] = [Section(said("title") or "依据", tuple(facts))]
    used = tuple(Fact(str(label), str(value)) for label, value in getattr(one, "facts", ()) or ())
    if used:
        parts.append(Section("用到的事实", used))
    skipped = tuple(Para(str(line)) for line in getattr(one, "skipped", ()) or ())
    if skipped:
        parts.append(Section("跳过的日子", skipped))
    return parts
