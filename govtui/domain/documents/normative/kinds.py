"""What a document of the normative kind can be, its codes and numbers, and lists of names (arts. 19 to 21)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from govtui.domain.findings import Finding, finding
from govtui.domain.refusal import Refusal
from govtui.domain.text import halfwidth
from govtui.rulebook import Rulebook
from govtui.rulebook.model import Effect
from govtui.rulebook.outgoing import CheckItem, NormativeTerms

NORMATIVE, RULE, LAW_DRAFT, LAW_PLAN = "规范性文件", "规章", "法规草案", "立法计划"
TYPES = (NORMATIVE, RULE, LAW_DRAFT, LAW_PLAN)
"""What a document can be; the last two are never registered or published by the government itself."""

PUBLISHED_TYPES = (NORMATIVE, RULE)
LEGISLATED = (RULE, LAW_DRAFT)
CONSULTED = (RULE, LAW_DRAFT, LAW_PLAN)

_LAW_KIND = "议案"
NAMES = re.compile(r"[、,，;；/\n]+")
"""What stands between several names in one text."""


def type_of(terms: NormativeTerms, series: str, kind: str, title: str) -> str:
    """What a paper is, by its series and its title: 规章, 法规草案 or 规范性文件."""
    if series in terms.rule_series:
        return RULE
    is_law = kind == _LAW_KIND and any(word in title for word in terms.law_words)
    return LAW_DRAFT if is_law else NORMATIVE


def concerned(book: Rulebook, series: str, kind: str, title: str, flagged: bool) -> bool:
    """Whether these rules speak about an outgoing paper: marked as normative, by its series, or a draft of a law."""
    terms = book.normative
    if terms is None:
        return False
    own = any(one.normative for one in book.outgoing_series if one.id == series)
    return flagged or own or type_of(terms, series, kind, title) != NORMATIVE


def is_trial(terms: NormativeTerms, title: str, flagged: bool = False) -> bool:
    """Whether a document is on trial: said so, or by a word in its title."""
    return flagged or any(word in title for word in terms.trial_words)


def questions(book: Rulebook, document_type: str) -> tuple[CheckItem, ...]:
    """What the reviewer confirms: five negatives of a normative document (R21b), the steps of legislation (R19b)."""
    stage = {NORMATIVE: "normative", RULE: "legislation", LAW_DRAFT: "legislation"}.get(document_type, "")
    return book.checklist(stage)


def filing_bodies(terms: NormativeTerms, document_type: str) -> tuple[str, ...]:
    """With whom it is filed for the record (R31b)."""
    return terms.rules_filed_with if document_type == RULE else terms.filed_with


def filing_days(terms: NormativeTerms, document_type: str) -> int:
    """Within how many calendar days after publication (R31b)."""
    return terms.rule_filing_days if document_type == RULE else terms.filing_days


def issuer_code(text: str) -> str:
    """Two digits of an issuer code, of any width. Raises Refusal for anything else."""
    code = halfwidth(text).strip()
    if not re.fullmatch("[0-9]{2}", code):
        raise Refusal("制定机关代码是两位数字，例如 07；请向制定机关问清后填写。")
    return code


def read_registration(terms: NormativeTerms, text: str) -> tuple[str, int, int]:
    """Issuer code, year and serial of a unified registration number. Raises Refusal when it is not written so."""
    fields = {"year": "(?P<year>[0-9]{4})", "issuer": "(?P<issuer>[0-9]{2})", "serial": "(?P<serial>[0-9]{3,})"}
    pattern = re.escape(terms.registration)
    for name, group in fields.items():
        pattern = pattern.replace(re.escape("{" + name + "}"), group)
    found = re.fullmatch(pattern, halfwidth(text).strip().replace("—", "-").upper())
    if found is None:
        raise Refusal(f"统一登记号应写成 {terms.number(2026, '00', 1)} 的样子，请核对。")
    return found["issuer"], int(found["year"]), int(found["serial"])


def names_of(text: str) -> tuple[str, ...]:
    """Several names kept in one text, each once."""
    return tuple(dict.fromkeys(name.strip() for name in NAMES.split(text) if name.strip()))


def joined(names: Sequence[str]) -> str:
    """Several names as one text."""
    return "、".join(dict.fromkeys(filter(None, names)))


def warning(book: Rulebook, rule: str, sentence: str, facts: Mapping[str, str], remedy: str) -> Finding:
    """A warning by a rule that blocks in graver cases."""
    return replace(finding(book, rule, sentence, dict(facts), remedy), effect=Effect.WARN, release_role=None)
