"""Tables of a rule pack about papers that leave: the questions asked of them, who must have met on them, how open.

Every entry names the rule it stands on (`rule`), or says in `source` where its value comes from; article, strength
and effect are those of the rule.
"""

from typing import Literal, NamedTuple

from govtui.rulebook.meetings import Stage
from govtui.rulebook.terms import Count, Direction, KindName, RuleId, SeriesId, SlotId, Unit


class SignerRule(NamedTuple):
    """Who signs papers that match, first fit wins; `raised_to` may sign instead where the matter asks for it."""

    id: str
    matter: str
    act: Literal["签署", "签发"]
    signers: tuple[SlotId, ...]
    raised_to: tuple[SlotId, ...] = ()
    kinds: tuple[KindName, ...] = ()
    series: tuple[SeriesId, ...] = ()
    directions: tuple[Direction, ...] = ()
    major: bool | None = None
    rule: RuleId | None = None
    source: str = ""


class CheckItem(NamedTuple):
    """One question of a checklist, put so that “yes” lets the paper pass; `when` says what it is asked about."""

    id: str
    question: str
    when: Literal["always", "departments", "counties", "public"] = "always"
    rule: RuleId | None = None
    source: str = ""


class Checklist(NamedTuple):
    """The questions of one step: `need` before drafting, `review` before signing, `recheck` after it, `normative` and
    `legislation` for papers of that kind, `topic` of every topic of a meeting, `matter` of those on major matters."""

    stage: Stage
    items: tuple[CheckItem, ...]
    rule: RuleId | None = None
    source: str = ""


class AddressGroup(NamedTuple):
    """Words that stand for all units of some categories where a paper is addressed: 各县市区人民政府."""

    words: tuple[str, ...]
    categories: tuple[str, ...]
    rule: RuleId | None = None
    source: str = ""


class Congratulations(NamedTuple):
    """Kinds of paper that leaders do not send, and how open one that is sent anyway may be (art. 70)."""

    kinds: tuple[str, ...]
    publicity: str
    rule: RuleId | None = None
    source: str = ""


class Publication(NamedTuple):
    """Within how long a decision or policy is made public, and the ways it may be open (arts. 28, 29)."""

    amount: Count
    unit: Unit
    states: tuple[str, ...]
    reason_needed: tuple[str, ...] = ()
    rule: RuleId | None = None
    source: str = ""

    @property
    def open_state(self) -> str:
        """The way that must be carried out by publishing: the first one."""
        return self.states[0]


class Issuer(NamedTuple):
    """A two-digit issuer code of the unified registration number, and which organ it stands for."""

    code: str
    name: str
    organ: Literal["government", "office"] | None = None
    rule: RuleId | None = None
    source: str = ""


class NormativeTerms(NamedTuple):
    """Life of a normative document (art. 21).

    `validity_years` and `trial_years` in years, `review_months` before the end, `effective_days`, `filing_days` and
    `rule_filing_days` (for government rules) in calendar days after publication; `evaluation_years` after a rule came
    into force; `registration` is the pattern of the unified registration number with {year}, {issuer} (two digits) and
    {serial} (three digits); `trial_words` in a title make a trial document; `filed_with` are the bodies it is filed to.
    `comment_days` is how long the public is asked about a rule or the draft of a law; titles that hold one of
    `law_words` are drafts of laws, those with `interpretation_words` interpret; `legal_office` reviews and interprets;
    `channels` are the usual places of publication.
    """

    validity_years: Count
    trial_years: Count
    review_months: Count
    effective_days: Count
    filing_days: Count
    registration: str
    rule_filing_days: Count = 30
    evaluation_years: Count = 2
    trial_words: tuple[str, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    filed_with: tuple[str, ...] = ()
    rules_filed_with: tuple[str, ...] = ()
    rule_series: tuple[SeriesId, ...] = ()
    comment_days: Count = 30
    law_words: tuple[str, ...] = ()
    interpretation_words: tuple[str, ...] = ()
    legal_office: str = "法制机构"
    channels: tuple[str, ...] = ()
    rule: RuleId | None = None
    source: str = ""

    def number(self, year: int, issuer: str, serial: int) -> str:
        """The unified registration number as written: CZCR-2026-00001 is issuer 00, serial 1."""
        filled = self.registration.replace("{year}", str(year)).replace("{issuer}", issuer)
        return filled.replace("{serial}", f"{serial:03d}")
