"""How a paper looks in the list and in the detail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from govtui.domain.clock import short_day
from govtui.domain.findings import Finding
from govtui.services.documents.listing import PaperList
from govtui.services.documents.rows import HandlingRow, IncomingDetail, IncomingRow, StepRow
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paging import Row

COLUMNS = (
    Column("lamp", "状态", width=6, lamp=True),
    Column("number", "收文号", width=9, align="right"),
    Column("title", "标题", width=20, flex=1),
    Column("sender", "来文机关", width=12, hide_below=96),
    Column("urgency", "紧急", width=4, hide_below=150),
    Column("doc_class", "类别", width=4, hide_below=128),
    Column("where", "现在何处", width=12),
    Column("due", "时限", width=10),
    Column("left", "余", width=11, hide_below=96),
)


class PaperSource:
    """A paper list as the list widget asks for it."""

    def __init__(self, papers: PaperList) -> None:
        self._papers = papers

    def count(self) -> int:
        """How many papers."""
        return self._papers.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [paper_row(row) for row in self._papers.rows(start, limit)]


def paper_row(row: IncomingRow) -> Row:
    """One paper as a list line."""
    title = f"[{row.secrecy}] {row.title}" if row.secrecy != "无" else row.title
    urgency = (row.urgency, "warn" if row.urgency not in ("普通", "平急") else "muted")
    due = short_day(row.due.date()) if row.due else ""
    marked = (f"{due[:5]} 暂定", "soon") if row.provisional and due else due
    cells_ = (row.lamp, row.number, title, row.sender, urgency, row.doc_class, row.where, marked, row.left)
    return Row(row.id, cells_, row)


def moment(at: datetime | None) -> str:
    """A moment as the detail shows it: `11-23 周一 09:30`."""
    return f"{short_day(at.date())} {at:%H:%M}" if at else ""


def detail_parts(detail: IncomingDetail, findings: Sequence[Finding] = (), order: str = "") -> list[Part | Section]:
    """Everything about a paper, the most asked for first: where it is, how long, what is next."""
    parts: list[Part | Section] = [*_facts(detail)]
    if order:
        parts.append(Fact("拟送", order, "accent"))
    if active := [step for step in detail.steps if step.active]:
        parts.append(Section("送阅路线", (_steps(active),)))
    if detail.handlings:
        parts.append(Section("承办", (_handlings(detail.handlings),)))
    if findings:
        parts.append(Section("提示（? 看依据）", tuple(Para(one.sentence, "warn") for one in findings)))
    parts.append(Section("经过", (_movements(detail),)))
    if old := [step for step in detail.steps if not step.active and step.mark]:
        parts.append(Section("以前的签批", (_steps(old),)))
    return parts


def _facts(detail: IncomingDetail) -> list[Part | Section]:
    row, fields = detail.row, detail.fields
    held = f"{row.where}（自 {moment(row.held_since)}）" if row.held_since and row.lamp != "办结" else row.where
    due = moment(row.due) + ("　暂定" if row.provisional else "") + (f"　{row.left}" if row.left else "")
    pairs: list[tuple[str, Any]] = [
        ("现在何处", held),
        ("办结时限", due),
        ("来文", f"{row.sender} {row.sender_number}".strip()),
        ("收文", f"{moment(row.received)}　{fields['copies']} 份"),
        ("类别", f"{row.doc_class}　{row.kind}　{row.urgency}" + ("　重大事项" if fields["major"] else "")),
        ("密级", row.secrecy if row.secrecy != "无" else ""),
        ("原文号", fields["sender_number_raw"] if fields["sender_number_raw"] != row.sender_number else ""),
        ("签发人", fields["signer"]),
        ("附件", fields["attachments"]),
        ("拟办", fields["proposal"]),
        ("结果", " ".join(str(fields[name]) for name in ("result", "answer_number") if fields[name])),
        ("退文", fields["return_reason"]),
        ("清退", fields["recall_state"]),
        ("归档号", fields["archive_no"]),
        ("备注", fields["note"]),
    ]
    lamp = Fact("状态", row.lamp, lamp=True)
    return [lamp, Fact("进度", row.state), *(Fact(label, str(value)) for label, value in pairs if value)]


def _steps(steps: Sequence[StepRow]) -> Grid:
    return Grid(tuple(_step(step) for step in steps), ("", "muted", ""))


def _step(step: StepRow) -> tuple[str, str, str]:
    state = {"待送": "待送", "在手": "在手", "跳过": "跳过", "已退": "已退"}.get(step.state, step.state)
    hours = f" {step.hours:.1f} 小时" if step.hours is not None else ""
    said = step.mark + (f"（{step.meaning}）" if step.meaning and step.meaning != step.mark else "")
    words = " ".join(filter(None, (said, step.opinion, step.note)))
    return f"{step.title}{step.person}", f"{state}{hours}", words


def _handlings(rows: Sequence[HandlingRow]) -> Grid:
    lines = []
    for row in rows:
        answered = f"{moment(row.replied_at)} 已答复 {row.result} {row.answer_number}" if row.replied_at else "待答复"
        lines.append((row.unit + ("（牵头）" if row.lead else ""), moment(row.due), answered))
    return Grid(tuple(lines), ("", "muted", ""))


def _movements(detail: IncomingDetail) -> Grid:
    lines = [(moment(m.at), m.kind, f"{m.sentence}" + (f"（{m.by}）" if m.by else "")) for m in detail.movements]
    return Grid(tuple(lines), ("muted", "accent", ""))


def heading(detail: IncomingDetail) -> str:
    """The title above the detail: number and title whole."""
    return f"{detail.row.number}　{detail.row.title}"
