"""What the detail says of a topic: gates and who is next first, then units, stamps, steps, meetings, history."""

from collections.abc import Sequence

from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT
from govtui.domain.findings import Finding
from govtui.domain.meetings.gates import NOT_ASKED, WORST_FIRST
from govtui.services.meetings.topics.rows import (
    CheckRow,
    CoordinationRow,
    GateLamp,
    ListingRow,
    StampRow,
    StepRow,
    TopicDetail,
    TopicUnitRow,
)
from govtui.ui.screens.meetings.showing import GATE_PENS
from govtui.ui.screens.meetings.telling import facts, happenings, warnings
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section

UNIT_PENS = {AGREED: "good", DISAGREED: "bad", SILENT: "warn"}
_MARKS = (("major", "重大决策"), ("county", "涉及县市区"), ("public", "涉及公众利益"), ("finance", "涉及财政收支"))


def topic_parts(found: TopicDetail, findings: Sequence[Finding], names: dict[str, str]) -> list[Part | Section]:
    """Everything about a topic; `names` are words for ids of the rule pack (basis, subject, outcomes)."""
    parts: list[Part | Section] = [Fact("下一步", found.row.waits or found.row.state, "strong")]
    parts += [Section("关口（? 看依据）", gates(found.row.gates))] if found.row.gates else []
    parts += warnings(findings) if not found.row.gates else []
    parts.append(Section("议题", tuple(_facts(found, names))))
    for title, told in (
        ("单位意见（u）", _units(found.units)),
        ("协调（o）", _coordinations(found.coordinations, str(found.fields.get("leaning") or ""))),
        ("领导审定（g）", _stamps(found.stamps)),
        ("核对（c）", _checks(found.checks)),
        ("决策程序（m）", _steps(found.steps)),
        ("上会", _listings(found.listings, names)),
    ):
        parts += [Section(title, told)] if told else []
    return [*parts, happenings(found.history)]


def brief(found: TopicDetail) -> list[Part | Section]:
    """The topic in a few lines, beside the form of an act."""
    parts: list[Part] = [Fact("议题", found.row.title), Fact("申报单位", found.row.unit)]
    parts += [Fact("下一步", found.row.waits)] if found.row.waits else []
    return [*parts, *([Section("关口", gates(found.row.gates))] if found.row.gates else [])]


def gates(lamps: Sequence[GateLamp]) -> tuple[Part, ...]:
    """A line for each gate: its name, a dot with the word, and the reason; those in the way first."""
    known = [one for one in lamps if one.word != NOT_ASKED]
    told = sorted(known, key=lambda one: WORST_FIRST.index(one.word))
    lines: list[Part] = []
    for one in told:
        lines.append(Fact(one.name, one.word + (f"　{one.why}" if one.why else ""), GATE_PENS[one.word], lamp=True))
    rest = "、".join(one.name for one in lamps if one.word == NOT_ASKED)
    return (*lines, *([Fact("不适用", rest, "muted")] if rest else []))


def _facts(found: TopicDetail, names: dict[str, str]) -> list[Part]:
    row, fields = found.row, found.fields
    said = fields.get
    marks = "、".join(word for name, word in _MARKS if said(name))
    reporter = " ".join(str(one) for one in (said("reporter_post"), said("reporter")) if one)
    again = f"已推迟 {row.deferred} 次" if row.deferred else ""
    return facts(
        (
            ("上什么会", "　".join(filter(None, (row.kind_name, row.meeting, again)))),
            ("依据", names.get(row.basis, row.basis)),
            (
                "申报",
                "　".join(str(one) for one in (row.unit, said("head_signed"), said("contact"), said("phone")) if one),
            ),
            ("汇报", "　".join(filter(None, (reporter, f"{row.minutes} 分钟")))),
            ("标记", marks),
            ("须上会事项", names.get(str(said("subject")), said("subject"))),
            ("内容", said("content")),
            ("建议", said("proposal")),
            ("材料", "　".join(str(one) for one in (said("materials"), _copies(said("material_copies"))) if one)),
            ("合法性审查", _reviewed(said("legal_opinion"), said("legal_reviewer"), said("legal_on"))),
            ("风险评估", _reviewed(said("risk_opinion"), "", said("risk_on"))),
            ("财政意见", said("fiscal_opinion")),
            ("密级", said("secrecy") if said("secrecy") != "无" else ""),
            ("申报日期", f"{row.requested:%Y-%m-%d}" if row.requested else ""),
            ("退回理由", said("return_reason")),
            ("备注", said("note")),
        )
    )


def _copies(number: object) -> str:
    return f"{number} 份" if number else ""


def _reviewed(opinion: object, by: object, on: object) -> str:
    return " ".join(str(one) for one in (on, by, opinion) if one) if opinion else ""


def _units(rows: Sequence[TopicUnitRow]) -> tuple[Part, ...]:
    return tuple(part for row in rows for part in _unit(row))


def _unit(row: TopicUnitRow) -> list[Part]:
    part = "" if row.attends else "　不列席"
    if not row.consulted:
        return [Fact(row.unit, "只列席", "muted")]
    when = f"{row.answered:%m-%d}" if row.answered else ""
    head = Fact(
        row.unit, " ".join(filter(None, (row.opinion, row.person, when))) + part, UNIT_PENS.get(row.opinion, "")
    )
    words = (("意见", row.views), ("依据", row.grounds), ("采纳", row.adopted))
    return [head, *(Fact(f"  {label}", text) for label, text in words if text)]


def _coordinations(rows: Sequence[CoordinationRow], leaning: str) -> tuple[Part, ...]:
    levels = {1: "主办单位", 2: "领导"}
    lines = tuple(
        (
            f"{row.on:%m-%d}",
            f"{levels.get(row.level, '')}协调",
            f"{'一致' if row.agreed else '未达成一致'} {row.title}{row.person} {row.result}".strip(),
        )
        for row in rows
    )
    parts: list[Part] = [Grid(lines, ("muted", "accent", ""))] if lines else []
    return (*parts, *([Fact("倾向性意见", leaning)] if leaning else []))


def _stamps(rows: Sequence[StampRow]) -> tuple[Part, ...]:
    lines = tuple((f"{row.on:%m-%d}", row.act, _stamp_words(row)) for row in rows)
    return (Grid(lines, ("muted", "accent", "")),) if lines else ()


def _stamp_words(row: StampRow) -> str:
    said = f"{row.words}{'' if row.agreed else ' 不同意'}：{row.opinion}"
    return said if row.active else f"{said}（{row.ended or '已失效'}）"


def _checks(rows: Sequence[CheckRow]) -> tuple[Part, ...]:
    words = {True: ("是", "good"), False: ("否", "bad"), None: ("未答", "soon")}
    return tuple(
        Para(f"{words[row.passed][0]}　{row.question}{f'（{row.note}）' if row.note else ''}", words[row.passed][1])
        for row in rows
    )


def _steps(rows: Sequence[StepRow]) -> tuple[Part, ...]:
    return tuple(
        Fact(row.name, step_words(row), "" if row.status else "muted" if row.optional else "soon") for row in rows
    )


def step_words(row: StepRow) -> str:
    """What is known of one step of a major decision."""
    if not row.status:
        return "由会议完成" if row.by_meeting else "未记" + ("（视需要）" if row.optional else "")
    days = "—".join(f"{one:%Y-%m-%d}" for one in (row.started, row.ended) if one)
    return " ".join(filter(None, (row.status, days, row.document, row.responsible, row.reason)))


def _listings(rows: Sequence[ListingRow], names: dict[str, str]) -> tuple[Part, ...]:
    lines = tuple(
        (
            f"{row.on:%m-%d}" if row.on else "未定",
            row.meeting,
            " ".join(filter(None, (names.get(row.outcome, row.outcome) or row.state, row.reason))),
        )
        for row in rows
    )
    return (Grid(lines, ("muted", "", "accent")),) if lines else ()
