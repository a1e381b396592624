"""What a rule pack must keep across its tables: no entry twice, no name that leads nowhere, no gap in a ladder."""

import re
from collections.abc import Collection, Iterable
from string import Formatter

from govtui.rulebook.model import Rulebook
from govtui.rulebook.reader import Source, nearest
from govtui.rulebook.terms import CAPABILITIES, SLOTS


def check(book: Rulebook, source: Source) -> None:
    """Refuse a pack whose tables contradict each other; `source` knows the file and the names it mentions."""
    _articles(book, source)
    _rules(book, source)
    _unique(book, source)
    _mentions(book, source)
    _ladders(book, source)
    _deadlines(book, source)
    _series(book, source)
    _registration(book, source)
    _meetings(book, source)
    _hours(book, source)


def _articles(book: Rulebook, source: Source) -> None:
    for i, article in enumerate(book.articles, 1):
        if article.number != i:
            source.refuse(f"articles[{i}].number", f"是 {article.number}", f"各条应从 1 起连续编号，这里应为 {i}")


def _rules(book: Rulebook, source: Source) -> None:
    held: dict[int, str] = {}
    for i, rule in enumerate(book.rules.values(), 1):
        path = f"rules[{i}]"
        if not rule.articles:
            source.refuse(f"{path}.articles", "是空的", "请写明依据的条")
        for number in rule.articles:
            if not 1 <= number <= len(book.articles):
                source.refuse(f"{path}.articles", f"写了第 {number} 条", f"articles 只有 1 至 {len(book.articles)} 条")
        if rule.capability not in CAPABILITIES:
            source.refuse(
                f"{path}.capability", f"的值“{rule.capability}”不可用", nearest(rule.capability, CAPABILITIES)
            )
        held |= dict.fromkeys(rule.articles, rule.id)
    for i, article in enumerate(book.articles, 1):
        if article.procedure and i not in held:
            source.refuse(f"articles[{i}]", f"第 {i} 条没有规则", "请在 rules 中补上，或写 procedure = false")
        if not article.procedure and i in held:
            source.refuse(f"articles[{i}]", f"写了 procedure = false，却有规则 {held[i]}", "请删去其一")


def _unique(book: Rulebook, source: Source) -> None:
    _once("roles", "id", (r.id for r in book.roles), source)
    _once("reading_orders", "doc_class", book.doc_classes, source)
    _once("document_kinds", "name", (k.name for k in book.document_kinds), source)
    _once("urgencies", "name", (u.name for u in book.urgencies), source)
    _once("deadlines", "id", (d.id for d in book.deadlines), source)
    _once("step_limits", "id", (s.id for s in book.step_limits), source)
    _once("channels", "id", (c.id for c in book.channels), source)
    _once("intake_checks", "id", (c.id for c in book.intake_checks), source)
    _once("return_reasons", "code", (r.code for r in book.return_reasons), source)
    _once("series", "id", (s.id for s in book.series_list), source)
    _once("signers", "id", (s.id for s in book.signers), source)
    _once("meeting_kinds", "id", (m.id for m in book.meeting_kinds), source)
    _once("minutes_reviews", "id", (m.id for m in book.minutes_reviews), source)
    _once("leaves", "id", (r.id for r in book.leaves), source)
    _once("absences", "id", (r.id for r in book.absences), source)
    _once("duty_requirements", "id", (d.id for d in book.duty_requirements), source)
    _once("incident_clocks", "id", (c.id for c in book.incident_clocks), source)
    _once("supervision_owners", "id", (s.id for s in book.supervision_owners), source)
    _once("checklists", "stage", (c.stage for c in book.checklists), source)
    _once("checklists", "items", (item.id for c in book.checklists for item in c.items), source)
    _once("meeting_subjects", "id", (m.id for m in book.meeting_subjects), source)
    _once("meetings.outcomes", "id", (o.id for o in book.meetings.outcomes) if book.meetings else (), source)
    _once("decision_steps", "id", (s.id for s in book.decision_steps), source)


def _once(table: str, key: str, values: Iterable[object], source: Source) -> None:
    seen: set[object] = set()
    for i, value in enumerate(values, 1):
        if value in seen:
            source.refuse(f"{table}[{i}].{key}", f"“{value}”重复", "同一张表里每个值只能用一次")
        seen.add(value)


def _mentions(book: Rulebook, source: Source) -> None:
    roles = [r.id for r in book.roles]
    known: dict[str, Collection[str]] = {
        "rules": book.rules,
        "roles": roles,
        "slots": [*roles, *SLOTS],
        "urgencies": [u.name for u in book.urgencies],
        "document_kinds": [k.name for k in book.document_kinds],
        "reading_orders": book.doc_classes,
        "return_reasons": [r.code for r in book.return_reasons],
        "series": [s.id for s in book.series_list],
        "meeting_kinds": [m.id for m in book.meeting_kinds],
    }
    for path, table, value in source.mentions:
        if value not in known[table]:
            source.refuse(path, f"提到的“{value}”在 {table} 中没有", nearest(value, known[table]))


def _ladders(book: Rulebook, source: Source) -> None:
    if not book.roles:
        source.refuse("roles", "是空的", "至少写一个职务")
    if not book.urgencies:
        source.refuse("urgencies", "是空的", "至少写一种紧急程度")
    if "无" not in book.grades:
        source.refuse("grades", "缺少“无”", "可用的有：无、内部")
    _once("roles", "rank", (r.rank for r in book.roles), source)
    _once("urgencies", "rank", (u.rank for u in book.urgencies), source)


def _deadlines(book: Rulebook, source: Source) -> None:
    last = len(book.deadlines)
    for i, rule in enumerate(book.deadlines, 1):
        if rule.catches_all and i < last:
            source.refuse(f"deadlines[{i}]", "不带条件，后面各行永远轮不到", "请把不带条件的一行放在最后")
        if not rule.catches_all and i == last:
            source.refuse(f"deadlines[{i}]", "带有条件", "最后一行应不带条件，使每件公文都有时限")
    if not last:
        source.refuse("deadlines", "是空的", "至少写一行不带条件的时限")


def _series(book: Rulebook, source: Source) -> None:
    for i, series in enumerate(book.series_list, 1):
        try:
            names = [name for _, name, spec, _ in Formatter().parse(series.pattern) if name is not None or spec]
        except ValueError:
            source.refuse(f"series[{i}].pattern", "花括号不配对", "只用 {year} 和 {serial}")
        if "serial" not in names or not set(names) <= {"serial", "year"}:
            source.refuse(f"series[{i}].pattern", "不可用", "必须有 {serial}，此外只可用 {year}")
    if "incoming" not in (s.id for s in book.series_list):
        source.refuse("series", "没有收文编号", '请写一项 id = "incoming"')


def _registration(book: Rulebook, source: Source) -> None:
    pattern = book.normative.registration if book.normative else "{year}{issuer}{serial}"
    if not all(part in pattern for part in ("{year}", "{issuer}", "{serial}")):
        source.refuse("normative.registration", "不可用", "必须有 {year}、{issuer} 和 {serial}")
    for i, issuer in enumerate(book.normative.issuers if book.normative else (), 1):
        if not re.fullmatch(r"[0-9]{2}", issuer.code):
            source.refuse(f"normative.issuers[{i}].code", f"的值“{issuer.code}”不可用", "写两位数字，例如 00")


def _meetings(book: Rulebook, source: Source) -> None:
    for i, kind in enumerate(book.meeting_kinds, 1):
        path = f"meeting_kinds[{i}]"
        if kind.numbered_by == "ordinal" and (kind.series is None or kind.ordinal_per == "none"):
            source.refuse(f"{path}.numbered_by", "写了 ordinal，却没有 series 或 ordinal_per", "按届次编号两样都要写")
        per = next((series.per for series in book.series_list if series.id == kind.series), None)
        if kind.numbered_by == "ordinal" and per != kind.ordinal_per:
            source.refuse(f"{path}.ordinal_per", f"是 {kind.ordinal_per}，纪要编号却按 {per} 重排", "两处应当一致")
        if kind.quorum is not None and kind.quorum.share > kind.quorum.of:
            source.refuse(f"{path}.quorum", "超过全体", "share 不能大于 of，例如 share = 1、of = 2 为半数")


def _hours(book: Rulebook, source: Source) -> None:
    marks = [mark for session in book.office_hours.sessions for mark in session]
    if not marks or any(a >= b for a, b in zip(marks, marks[1:], strict=False)):
        source.refuse("office_hours.sessions", "时刻不是由早到晚", "例如 [[08:00:00, 12:00:00], [14:30:00, 17:30:00]]")
