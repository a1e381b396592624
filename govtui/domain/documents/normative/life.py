"""The life of a normative document: published, in force, near its end, lapsed, repealed; and what is due meanwhile.

Working rules arts. 20, 21 and 31; every length of time comes from the rule pack.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from govtui.domain.documents.normative.kinds import NORMATIVE, RULE, warning
from govtui.domain.documents.states import Queue
from govtui.domain.findings import Finding, finding
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import Lamp, WorkCalendar, lamp
from govtui.rulebook import Rulebook
from govtui.rulebook.outgoing import NormativeTerms

DRAFTED, REGISTERED, PUBLISHED, REPEALED = "起草", "已登记", "已公布", "已废止"
"""The states that are kept; from 已公布 on the state as of a day is reckoned (`Life.state`)."""

VOID = "作废"
"""The state of one that should never have been entered; nothing is due for it any more."""

PENDING, VALID, EXPIRING, LAPSED = "待施行", "有效", "即将到期", "已失效"

RENEW, AMEND, REPEAL, LET_LAPSE = "延续", "修改", "废止", "到期失效"
OUTCOMES = (RENEW, AMEND, REPEAL, LET_LAPSE)
"""What an evaluation can end with."""

_COUNTS = "零一二三四五六七八九十"


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 where the year has none."""
    return months_after(day, 12 * years)


def months_before(day: date, months: int) -> date:
    """The same day number `months` earlier, or the last day of a shorter month."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    """The same day number `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def effective_day(terms: NormativeTerms, published_on: date, effective_on: date | None) -> date:
    """When a document comes into force: as it says, else `effective_days` after publication (R21c).

    Raises Refusal for a day before publication.
    """
    if effective_on is None:
        return published_on + timedelta(days=terms.effective_days)
    if effective_on < published_on:
        raise Refusal(f"施行日期 {effective_on} 早于公布日期 {published_on}，请改正。")
    return effective_on


def lapse_day(terms: NormativeTerms, document_type: str, published_on: date, trial: bool) -> date | None:
    """The first day on which a document is no longer in force (R21d); None for rules, which have no such term."""
    if document_type != NORMATIVE:
        return None
    return years_after(published_on, terms.trial_years if trial else terms.validity_years)


def evaluation_day(terms: NormativeTerms, document_type: str, effective_on: date) -> date | None:
    """By when a rule is evaluated after it came into force (R20c); None for other documents."""
    return years_after(effective_on, terms.evaluation_years) if document_type == RULE else None


@dataclass(frozen=True, slots=True)
class Life:
    """The days of one document. `kept` is the state that is kept; `review_on` is when its last months begin."""

    kept: str = DRAFTED
    published_on: date | None = None
    effective_on: date | None = None
    valid_until: date | None = None
    review_on: date | None = None
    ended_on: date | None = None

    def state(self, as_of: date) -> str:
        """The state as of a day. Nothing needs to be done for a document to lapse (R21d)."""
        if self.published_on is None or self.kept == VOID:
            return self.kept
        if self.ended_on is not None and as_of >= self.ended_on:
            return REPEALED if self.kept == REPEALED else LAPSED
        if self.valid_until is not None and as_of >= self.valid_until:
            return LAPSED
        if self.effective_on is not None and as_of < self.effective_on:
            return PENDING
        if self.review_on is not None and as_of >= self.review_on:
            return EXPIRING
        return VALID


IN_FORCE = (PENDING, VALID, EXPIRING)


def queues(terms: NormativeTerms) -> tuple[Queue, ...]:
    """Where work waits, in the order of the screen."""
    months = terms.review_months
    name = _COUNTS[months] if months < len(_COUNTS) else str(months)
    return (
        Queue("register", "待登记"),
        Queue("publish", "待公布"),
        Queue("filing", "待备案"),
        Queue("expiring", f"{name}个月内到期"),
        Queue("evaluate", "待评估"),
        Queue("valid", "有效"),
        Queue("ended", "已失效废止"),
        Queue("all", "全部"),
    )


def publication_findings(
    book: Rulebook, document_type: str, registration: str, published_on: date, effective_on: date, reason: str
) -> tuple[Finding, ...]:
    """R21c: no publication without the unified number; in force sooner than the pack's days only with a reason."""
    terms = book.normative
    if terms is None or not book.holds("R21c"):
        return ()
    found = []
    if document_type == NORMATIVE and not registration:
        found.append(finding(book, "R21c", "还没有统一登记号，不能公布", {"公布日期": published_on.isoformat()}))
    if effective_on < published_on + timedelta(days=terms.effective_days) and not reason:
        facts = {"公布日期": published_on.isoformat(), "施行日期": effective_on.isoformat()}
        sentence = f"公布后 {(effective_on - published_on).days} 日就施行，不满 {terms.effective_days} 日"
        remedy = f"推迟到公布 {terms.effective_days} 日后施行，或写明不立即施行有碍执行等理由。"
        found.append(warning(book, "R21c", sentence, facts, remedy))
    return tuple(found)


def validity_findings(
    book: Rulebook, life: Life, as_of: date, outcome: str = "", renewed: bool = False
) -> tuple[Finding, ...]:
    """R21d: from the pack's months before its end a document is to be evaluated and renewed, changed or let go."""
    until = life.valid_until
    if until is None or life.state(as_of) != EXPIRING or renewed or not book.holds("R21d"):
        return ()
    if outcome in (REPEAL, LET_LAPSE):
        return ()
    facts = {"失效日期": until.isoformat(), "评估结论": outcome or "（还没有评估）"}
    left = f"还有 {(until - as_of).days} 天到期"
    return (
        finding(book, "R21d", f"{left}，评估结论是{outcome}，还没有办" if outcome else f"{left}，还没有评估", facts),
    )


def evaluation_findings(
    book: Rulebook, due: date | None, evaluated_on: date | None, as_of: date
) -> tuple[Finding, ...]:
    """R20c: a rule whose day of evaluation has passed."""
    if due is None or evaluated_on is not None or as_of <= due or not book.holds("R20c"):
        return ()
    return (finding(book, "R20c", f"应在 {due} 前评估，还没有评估", {"应评估日期": due.isoformat()}),)


def filing_findings(
    book: Rulebook, body: str, due: datetime | None, sent_on: date | None, now: datetime, calendar: WorkCalendar
) -> tuple[Finding, ...]:
    """R31b: a filing that is near its last day, past it, or was sent after it."""
    if due is None or not book.holds("R31b"):
        return ()
    facts = {"备案机关": body, "最后一天": due.date().isoformat()}
    if sent_on is not None:
        late = sent_on > due.date()
        return (finding(book, "R31b", f"向{body}备案晚了 {(sent_on - due.date()).days} 天", facts),) if late else ()
    word = lamp(due, now, calendar, near_days=book.circulation.near_days)
    if word is Lamp.LATE:
        return (finding(book, "R31b", f"向{body}备案已超期，应在 {due.date()} 前报送", facts),)
    if word in (Lamp.TODAY, Lamp.NEAR):
        return (finding(book, "R31b", f"向{body}备案 {due.date()} 到期", facts),)
    return ()
