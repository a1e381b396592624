"""How a paper that leaves looks in the list and in the detail."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from govtui.domain.clock import short_day
from govtui.domain.documents.outgoing.drafts import DIRECTIONS
from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT, VOID
from govtui.domain.findings import Finding, blocks
from govtui.services.documents.outgoing.listing import OutgoingList
from govtui.services.documents.outgoing.rows import (
    CoSignRow,
    DistributionRow,
    OutgoingDetail,
    OutgoingRow,
    RelationRow,
    ReviewRow,
    SignatureRow,
)
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paging import Row

COLUMNS = (
    Column("state", "步骤", width=6, style="accent"),
    Column("number", "文号", width=23),
    Column("title", "标题", width=16, flex=1),
    Column("unit", "拟稿单位", width=10, hide_below=96),
    Column("signer", "签发人", width=9),
    Column("kind", "文种", width=4, hide_below=96),
    Column("issued", "印发", width=10, hide_below=128),
    Column("publicity", "公开方式", width=10, style="muted", hide_below=128),
    Column("lamp", "公开", width=6, lamp=True),
)
DRAFT_COLUMNS = tuple(
    {
        "number": Column("number", "序列", width=8),
        "unit": Column("unit", "拟稿单位", width=12),
        "signer": Column("signer", "", hide_below=999),
        "lamp": Column("lamp", "", hide_below=999),
    }.get(column.key, column)
    for column in COLUMNS
)
"""The same cells before there are numbers: room for the title and the drafting unit."""

_NOT_BRIEF = ("现在", "效力", "备注")

COSIGN_PENS = {AGREED: "good", DISAGREED: "bad", SILENT: "warn"}


class OutgoingSource:
    """A list of papers as the list widget asks for it."""

    def __init__(self, papers: OutgoingList) -> None:
        self._papers = papers

    def count(self) -> int:
        """How many papers."""
        return self._papers.count()

    def rows(self, start: int, limit: int) -> Sequence[Row]:
        """Some of them, painted."""
        return [paper_row(row) for row in self._papers.rows(start, limit)]


def paper_row(row: OutgoingRow) -> Row:
    """One paper as a list line."""
    title = f"[{row.secrecy}] {row.title}" if row.secrecy != "无" else row.title
    state = (row.state, "muted") if row.state == VOID else row.state
    issued = short_day(row.issued_on) if row.issued_on else ""
    number = row.number or (row.series_name, "muted")
    cells_ = (state, number, title, row.unit, _signer(row), row.kind, issued, row.publicity, row.lamp)
    return Row(row.id, cells_, row)


def _signer(row: OutgoingRow) -> str:
    """Who signed, and that he acted for somebody; the detail says for whom."""
    name, acting, _ = row.signer.partition("（代")
    return f"{name} 代" if acting else name


def moment(at: datetime | None) -> str:
    """A moment as the detail shows it: `11-23 周一 09:30`."""
    return f"{short_day(at.date())} {at:%H:%M}" if at else ""


def heading(detail: OutgoingDetail) -> str:
    """The title above the detail: number and title whole."""
    return "　".join(filter(None, (detail.row.number, detail.row.title)))


def detail_parts(found: OutgoingDetail, findings: Sequence[Finding] = (), signer: str = "") -> list[Part | Section]:
    """Everything about a paper, the most asked for first: where it stands, who signs, what is in the way."""
    parts: list[Part | Section] = [*_facts(found, signer), *_warnings(findings, "提示（? 看依据）")]
    for title, grid in (
        ("会签", _cosigns(found.cosigns)),
        ("已失效的签发", _signatures(found.signatures)),
        ("对旧文和新文", _relations(found.relations)),
        ("分发签收", _distributions(found.distributions)),
        ("核稿复核", _reviews(found.reviews)),
    ):
        parts += [Section(title, grid)] if grid else []
    parts.append(Section("经过", (_happenings(found),)))
    return parts


def brief_parts(found: OutgoingDetail, findings: Sequence[Finding] = ()) -> list[Part | Section]:
    """The paper in a few lines, beside the form of a step."""
    facts = [Fact("标题", found.row.title), *_facts(found, "")]
    parts = [fact for fact in facts if isinstance(fact, Fact) and fact.label not in _NOT_BRIEF]
    parts += [Fact("会签", "、".join(f"{one.unit} {one.opinion}" for one in found.cosigns))] if found.cosigns else []
    warnings = _warnings(findings, "提示")
    return [*warnings, Section("本件", tuple(parts))] if warnings else [*parts]


def _warnings(findings: Sequence[Finding], title: str) -> list[Section]:
    stop = {id(one) for one in blocks(findings)}
    told = tuple(Para(one.sentence, "bad" if id(one) in stop else "warn") for one in findings)
    return [Section(title, told)] if told else []


def _facts(found: OutgoingDetail, signer: str) -> list[Part]:
    row, fields = found.row, found.fields
    held = f"{row.state}（自 {moment(row.held_since)}）" if row.held_since and row.state != VOID else row.state
    pairs: list[tuple[str, Any]] = [
        ("现在", held),
        ("应由", signer),
        ("发文", "　".join(filter(None, (row.series_name, row.kind, DIRECTIONS.get(row.direction), row.urgency)))),
        ("密级", row.secrecy if row.secrecy != "无" else ""),
        ("重大事项", _meeting(found)),
        ("主送", fields["addressees"]),
        ("抄送", fields["copies_to"]),
        ("附件", fields["attachments"]),
        ("拟稿", "　".join(filter(None, (row.unit, row.drafter, str(fields["phone"]))))),
        ("签发", _signed(found)),
        ("成文", day_words(fields["dated_on"])),
        ("印发", " ".join(filter(None, (day_words(fields["issued_on"]), _copies(fields["print_copies"]))))),
        ("用印", " ".join(filter(None, (day_words(fields["sealed_on"]), str(fields["seal_note"]))))),
        ("归档", " ".join(filter(None, (day_words(fields["archived_on"]), str(fields["archive_no"]))))),
        ("效力", fields["force_note"] or row.force),
        ("作废", fields["void_reason"]),
        ("备注", fields["note"]),
    ]
    facts: list[Part] = [Fact(label, str(value)) for label, value in pairs if value]
    return [*facts, *_publicity(found)]


def _meeting(found: OutgoingDetail) -> str:
    fields = found.fields
    passed = f"{day_words(fields['passed_on'])} 通过" if fields["passed_on"] else ""
    words = [str(fields["meeting_ref"]), passed]
    return "　".join(filter(None, ("是" if found.row.major else "", *words)))


def _signed(found: OutgoingDetail) -> str:
    fields, row = found.fields, found.row
    if not row.signer:
        return ""
    said = f"“{fields['sign_opinion']}”" if fields["sign_opinion"] else ""
    return " ".join(filter(None, (day_words(fields["signed_on"]), f"{fields['signer_title']}{row.signer}", said)))


def _publicity(found: OutgoingDetail) -> list[Part]:
    row, fields = found.row, found.fields
    words = row.publicity + (f"（{fields['publicity_reason']}）" if fields["publicity_reason"] else "")
    parts: list[Part] = [Fact("公开方式", words)] if words else []
    if fields["published_on"]:
        record = (day_words(fields["published_on"]), fields["publish_channel"], fields["index_number"])
        parts.append(Fact("已公开", " ".join(str(one) for one in record if one)))
        if fields["registered_on"]:
            parts.append(Fact("公开登记", day_words(fields["registered_on"])))
    elif row.publish_due:
        parts.append(Fact("公开", row.lamp, lamp=True))
        tail = "　暂定" if row.provisional else ""
        parts.append(Fact("公开时限", f"{moment(row.publish_due)}{tail}　{row.left}"))
    return parts


def _cosigns(rows: Sequence[CoSignRow]) -> tuple[Part, ...]:
    return tuple(part for row in rows for part in _cosign(row))


def _cosign(row: CoSignRow) -> list[Part]:
    said = row.opinion + ("" if row.complete else "（材料不全）")
    when = short_day(row.answered_on) if row.answered_on else f"{moment(row.asked_at)} 送"
    head = Fact(row.unit, " ".join(filter(None, (said, row.person, when))), COSIGN_PENS.get(row.opinion, ""))
    words = (("意见", row.views), ("理由", row.grounds), ("建议", row.proposal))
    return [head, *(Fact(label, text) for label, text in words if text)]


def _signatures(rows: Sequence[SignatureRow]) -> tuple[Part, ...]:
    """Only where one no longer counts: the one in force stands among the facts."""
    old = [row for row in rows if not row.active]
    lines = tuple((short_day(row.signed_on), f"{row.title}{row.words}", f"“{row.opinion}”{row.ended}") for row in old)
    return (Grid(lines, ("muted", "", "muted")),) if lines else ()


def _relations(rows: Sequence[RelationRow]) -> tuple[Part, ...]:
    return tuple(
        Para(f"{row.sentence}{f'《{row.title}》' if row.title else ''}", "warn" if row.backwards else "")
        for row in rows
    )


def _distributions(rows: Sequence[DistributionRow]) -> tuple[Part, ...]:
    lines = tuple((row.unit, f"{row.copies} 份", _received(row)) for row in rows)
    return (Grid(lines, ("", "muted", "")),) if lines else ()


def _received(row: DistributionRow) -> str:
    if row.received_on is not None:
        return f"{short_day(row.received_on)} 签收 {row.receiver}".rstrip()
    return f"未签收（{' '.join(filter(None, (f'{row.sent_on:%m-%d}', row.way)))}）"


def _reviews(rows: Sequence[ReviewRow]) -> tuple[Part, ...]:
    lines = [
        (moment(row.at), row.stage, "；".join(filter(None, ("通过" if row.passed else "", *row.failed, row.opinion))))
        for row in rows
    ]
    return (Grid(tuple(lines), ("muted", "accent", "")),) if lines else ()


def _happenings(found: OutgoingDetail) -> Grid:
    lines = [(moment(one.at), one.kind, one.sentence + (f"（{one.by}）" if one.by else "")) for one in found.happenings]
    return Grid(tuple(lines), ("muted", "accent", ""))


def day_words(text: object) -> str:
    """A stored day as the detail shows it, with its year: the days of a paper are compared across years."""
    return date.fromisoformat(str(text)).isoformat() if text else ""


def _copies(number: object) -> str:
    return f"{number} 份" if number else ""
