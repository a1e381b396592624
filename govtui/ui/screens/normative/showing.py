"""How a normative document looks in the list and in the detail."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtui.domain.documents.normative.life import (
    DRAFTED,
    EXPIRING,
    LAPSED,
    PENDING,
    REGISTERED,
    REPEALED,
    VALID,
)
from govtui.domain.findings import Finding, blocks
from govtui.services.documents.normative.listing import NormativeList
from govtui.services.documents.normative.rows import FilingRow, NormativeDetail, NormativeRow
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paging import Row

COLUMNS = (
    Column("state", "状态", width=8),
    Column("reg_number", "统一登记号", width=15),
    Column("title", "标题", width=18, flex=1),
    Column("issuer", "制定机关", width=12, hide_below=128),
    Column("published", "公布", width=10, hide_below=128),
    Column("until", "有效期至", width=10),
    Column("filing", "备案", width=6, lamp=True),
)
STATE_PENS = {
    DRAFTED: "",
    REGISTERED: "accent",
    PENDING: "good",
    VALID: "good",
    EXPIRING: "warn",
    LAPSED: "muted",
    REPEALED: "muted",
}


class NormativeSource:
    """A list of documents as the list widget asks for it."""

    def __init__(self, documents: NormativeList) -> None:
        self._documents = documents

    def count(self) -> int:
        """How many documents."""
        return self._documents.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [document_row(row) for row in self._documents.rows(start, limit)]


def document_row(row: NormativeRow) -> Row:
    """One document as a list line."""
    number = row.reg_number or (row.number or row.type, "muted")
    until = (day_words(row.valid_until), STATE_PENS[row.state] if row.state == EXPIRING else "")
    state = (row.state, STATE_PENS.get(row.state, ""))
    return Row(row.id, (state, number, row.title, row.issuers, day_words(row.published_on), until, row.lamp), row)


def heading(found: NormativeDetail) -> str:
    """The title above the detail."""
    return "　".join(filter(None, (found.row.reg_number, found.row.title)))


def detail_parts(found: NormativeDetail, findings: Sequence[Finding] = ()) -> list[Part | Section]:
    """Everything about a document, the most asked for first."""
    parts: list[Part | Section] = [*_facts(found)]
    if findings:
        stop = {id(one) for one in blocks(findings)}
        told = tuple(Para(one.sentence, "bad" if id(one) in stop else "warn") for one in findings)
        parts.append(Section("提示（? 看依据）", told))
    if found.row.filings:
        parts.append(Section("备案", tuple(_filing(one) for one in found.row.filings)))
    if failed := [one for one in found.questions if one.passed is False]:
        parts.append(Section("审查不符合", tuple(Para(one.text, "bad") for one in failed)))
    if found.related:
        lines = tuple((_way(one.backwards), one.name, one.title) for one in found.related)
        parts.append(Section("延续", (Grid(lines, ("muted", "accent", "")),)))
    return parts


def _way(backwards: bool) -> str:
    return "延续为" if backwards else "延续自"


def _filing(one: FilingRow) -> Fact:
    if one.sent_on is not None:
        return Fact(one.recipient, " ".join(filter(None, (f"{day_words(one.sent_on)} 已报", one.receipt))), "good")
    due = f"{day_words(one.due.date())} 前报送" if one.due else "待报送"
    mark = "　暂定" if one.provisional else ""
    pens = {"超期": "bad", "今日": "warn", "临期": "warn"}
    return Fact(one.recipient, f"{due}{mark}　{one.left}", pens.get(one.lamp, ""))


def _facts(found: NormativeDetail) -> list[Part]:
    row, fields = found.row, found.fields
    pairs: list[tuple[str, Any]] = [
        ("类型", row.type + ("　暂行试行" if row.trial else "")),
        ("文号", row.number),
        ("制定机关", row.issuers),
        ("涉及职权", fields["related_units"]),
        ("起草", fields["drafter"]),
        ("审查", _review(found)),
        ("征求意见", _consulted(fields)),
        ("倾向性意见", fields["leaning"]),
        ("公平竞争", fields["fair_competition"]),
        ("登记", day_words(row.registered_on)),
        ("公布", "　".join(filter(None, (day_words(row.published_on), str(fields["channel"]))))),
        ("施行", "　".join(filter(None, (day_words(row.effective_on), str(fields["effective_reason"]))))),
        ("有效期至", day_words(row.valid_until)),
        ("终止", f"{day_words(row.ended_on)}　{row.ended_by}" if row.ended_on else ""),
        ("评估", _evaluation(fields)),
        ("备注", fields["note"]),
    ]
    facts: list[Part] = [Fact("状态", row.state, STATE_PENS.get(row.state, ""))]
    return [*facts, *(Fact(label, str(value)) for label, value in pairs if value)]


def _review(found: NormativeDetail) -> str:
    fields = found.fields
    if not fields["checked"]:
        return "还没有审查" if found.questions and not found.row.published_on else ""
    failed = sum(one.passed is False for one in found.questions)
    result = f"{failed} 项不符合" if failed else "逐项符合"
    words = (fields["legal_reviewed_on"], fields["legal_reviewer"], result, fields["legal_opinion"])
    return "　".join(str(one) for one in words if one)


def _consulted(fields: dict[str, Any]) -> str:
    days = f"{fields['consulted_from']} 至 {fields['consulted_to']}" if fields["consulted_from"] else ""
    return "　".join(filter(None, (days, fields["consult_exempt"])))


def _evaluation(fields: dict[str, Any]) -> str:
    if not fields["evaluated_on"]:
        return f"应在 {fields['evaluate_by']} 前评估" if fields["evaluate_by"] else ""
    return "　".join(str(fields[one]) for one in ("evaluated_on", "outcome", "evaluation") if fields[one])


def day_words(day: date | None) -> str:
    """A day with its year: the days of a document are compared across years."""
    return day.isoformat() if day else ""
