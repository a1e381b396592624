"""The forms of the page: open, change, enter what is old, consult, register, publish, file, evaluate, repeal."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govtui.domain.documents.normative.kinds import PUBLISHED_TYPES, TYPES, names_of
from govtui.domain.documents.normative.life import OUTCOMES
from govtui.services.desk import Desk
from govtui.services.documents import normative as services
from govtui.services.documents.normative.rows import FilingRow, NewNormative, NormativeRow, Opened, Published
from govtui.services.documents.rows import Outcome
from govtui.services.people import unit_choices
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of, unit_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

NOUN = "normative"
_DEPARTMENT = "department"
_ALL = "all"


class OpenForm(Entry):
    """Opens a document; the outgoing paper that is picked fills in what it knows."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        paper = Field(
            "paper",
            "本机关发文",
            "pick",
            source=among(self._papers),
            wide=True,
            help="本机关的从发文中选，标题、文号、起草人随之带出；部门报来的留空。",
        )
        fields = [paper, *_fields(desk, NewNormative(), TYPES)]
        super().__init__("开立规范性文件", fields, self._open, draft_id="normative.open", drafts=desk.drafts)

    def _papers(self) -> Sequence[Choice]:
        return [Choice(str(one.id), one.label, one.detail) for one in services.candidates(self.desk)]

    def _open(self, values: dict[str, Any]) -> Opened:
        new = new_of(values)
        paper = as_id(values["paper"])
        return services.open_document(self.desk, _of_paper(new, paper) if paper is not None else new)

    def on_form_left(self, event: Form.Left) -> None:
        """Show the title of the paper that was picked."""
        chosen = self.form.value("paper") if event.field_id == "paper" else None
        if chosen is not None and chosen.id and not self.form.text("title"):
            self.form.put("title", chosen.label)
            self.form.set_note("paper", "制定机关、文号和起草人由发文带出", "good")


def _of_paper(new: NewNormative, paper: int) -> NewNormative:
    return replace(new, outgoing_id=paper, type="" if new.type == TYPES[0] else new.type)


class ChangeForm(Entry):
    """Changes a document."""

    def __init__(self, desk: Desk, row: NormativeRow) -> None:
        old, version = services.entry_of(desk, row.id)

        def save(values: dict[str, Any]) -> Outcome:
            return services.change(desk, row.id, version, new_of(values))

        super().__init__(f"修改 {row.name}", _fields(desk, old, TYPES), save)


def record_form(desk: Desk) -> Entry:
    """Enters a document that was published before."""
    fields = [
        Field("reg_number", "统一登记号", help="如 " + _example(desk) + "；没有编过的可空。"),
        day_field(desk, "published", "公布日期", required=True, help="2021-10-01、2021.10.1 都可以。"),
        day_field(desk, "effective", "施行日期", help="不填与公布同日。"),
        day_field(desk, "until", "有效期至", help="失效之日；不填按公布日期和年限计算。"),
        Field("channel", "公布渠道"),
        *_fields(desk, NewNormative(organ="government"), PUBLISHED_TYPES),
    ]

    def save(values: dict[str, Any]) -> Opened:
        known = Published(
            reg_number=values["reg_number"],
            published_on=as_day(values["published"]) or desk.today(),
            effective_on=as_day(values["effective"]),
            valid_until=as_day(values["until"]),
            channel=values["channel"],
        )
        return services.record(desk, new_of(values), known)

    return Entry(
        "补录已公布的文件",
        fields,
        save,
        draft_id="normative.record",
        drafts=desk.drafts,
        again=True,
        said=lambda made: f"已补录 {made.row.name}，可接着录下一件；Esc 返回",
    )


def _example(desk: Desk) -> str:
    return desk.book.normative.number(desk.today().year, "00", 1) if desk.book.normative else ""


def _fields(desk: Desk, old: NewNormative, types: Sequence[str]) -> list[Field]:
    organs = [
        Choice(_DEPARTMENT, "部门"),
        Choice("government", desk.book.government),
        Choice("office", desk.book.office),
    ]
    units = source_of(unit_choices, desk)
    many = {"kind": "pick", "many": True, "free": True, "wide": True, "source": units}
    issuer = "" if old.organ else _picked(old)
    return [
        Field("title", "标题", wide=True, default=old.title, limit=500, help="照抄全称。含“暂行”“试行”的有效期较短。"),
        Field("organ", "以谁名义", "choice", choices=organs, default=old.organ or _DEPARTMENT, wide=True),
        unit_field(
            desk, "issuer", "制定机关", free=True, default=issuer, help="部门的填；两家以上联合的，这里填主办的。"
        ),
        Field("type", "类型", "choice", choices=types, default=old.type or types[0]),
        Field("number", "文号", default=old.number, help="部门自己的发文字号；本机关的签发后自动带出。"),
        Field("drafter", "起草人", default=old.drafter, help="几个人用顿号分开；审查人不能在其中。"),
        Field("co_issuers", "联合制定", default=_several(old.co_issuers), help="其他联合制定的单位。", **many),  # type: ignore[arg-type]
        Field("related", "涉及职权", default=_several(old.related_units), help="涉及哪些单位的职权。", **many),  # type: ignore[arg-type]
        Field("trial", "暂行试行", "bool", default=old.trial, help="标题里有暂行、试行的自动按此计算。"),
        Field("fair", "公平竞争", default=old.fair_competition, help="公平竞争审查的结论；不涉及的可空。"),
        Field("note", "备注", wide=True, default=old.note),
    ]


def _picked(old: NewNormative) -> Choice | str:
    return Choice(str(old.issuer_unit_id), old.issuer) if old.issuer_unit_id is not None else old.issuer


def _several(names: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice("", name) for name in names)


def new_of(values: dict[str, Any]) -> NewNormative:
    """What the form holds, as the service takes it."""
    issuer, organ = values["issuer"], values["organ"]
    own = organ != _DEPARTMENT
    return NewNormative(
        title=values["title"],
        type=values["type"],
        organ=organ if own else "",
        issuer_unit_id=None if own else as_id(issuer),
        issuer=issuer.label if issuer is not None and not own else "",
        co_issuers=_labels(values["co_issuers"]),
        related_units=_labels(values["related"]),
        number=values["number"],
        drafter=values["drafter"],
        trial=values["trial"],
        fair_competition=values["fair"],
        note=values["note"],
    )


def _labels(choices: Sequence[Choice] | None) -> tuple[str, ...]:
    return tuple(name for one in choices or () for name in names_of(one.label))


def consult_form(desk: Desk, row: NormativeRow) -> Entry:
    """公开征求意见."""
    fields = services.detail(desk, row.id).fields
    days = desk.book.normative.comment_days if desk.book.normative else 0
    asked = [
        day_field(desk, "first", "开始", default=fields["consulted_from"] or ""),
        day_field(desk, "last", "截止", default=fields["consulted_to"] or "", help=f"一般不少于 {days} 日。"),
        Field("exempt", "不公开依据", wide=True, default=fields["consult_exempt"], help="依法保密或缩短时间的依据。"),
        Field("leaning", "倾向性意见", wide=True, default=fields["leaning"], help="协调不下时，法制机构的倾向性意见。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        first, last = as_day(values["first"]), as_day(values["last"])
        return services.consult(desk, row.id, first, last, values["exempt"], values["leaning"])

    return Entry(f"征求意见 {row.name}", asked, save)


def register_form(desk: Desk, row: NormativeRow) -> GatedEntry:
    """登记编号: a department's code is asked for, the organ's own is known."""
    code = services.proposed_code(desk, row.id)
    fields = [day_field(desk, "on", "登记日期", gone=True, default=desk.today(), help="决定编哪一年的号。")]
    if not row.organ:
        asked = Field(
            "code", "机关代码", required=True, default=code, help=f"{row.issuer}的两位代码，填过一次以后自动带出。"
        )
        fields.insert(0, asked)

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        return services.register(desk, row.id, values.get("code", ""), as_day(values["on"]), permits)

    return GatedEntry(f"登记编号 {row.title}", fields, save, desk=desk, about=(NOUN, row.id))


def publish_form(desk: Desk, row: NormativeRow) -> GatedEntry:
    """公布."""
    terms = desk.book.normative
    days = terms.effective_days if terms else 0
    usual = among([Choice("", one) for one in (terms.channels if terms else ())])
    early = f"不满 {days} 日就施行的写明理由。"
    fields = [
        day_field(desk, "on", "公布日期", default=desk.today()),
        Field(
            "channel",
            "公布渠道",
            "pick",
            source=usual,
            free=True,
            many=True,
            wide=True,
            help="可选几个，空回车到下一栏。",
        ),
        day_field(desk, "effective", "施行日期", help=f"不填为公布 {days} 日后。"),
        Field("reason", "提前理由", wide=True, help=early),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        channel = "、".join(_labels(values["channel"]))
        effective = as_day(values["effective"])
        return services.publish(desk, row.id, as_day(values["on"]), channel, effective, values["reason"], permits)

    return GatedEntry(f"公布 {row.name}", fields, save, desk=desk, about=(NOUN, row.id))


def file_form(desk: Desk, row: NormativeRow, waiting: Sequence[FilingRow]) -> Entry:
    """备案: to all bodies at once, or to one."""
    ids = {str(one.id): one.id for one in waiting}
    bodies = [Choice(_ALL, "全部未报的"), *(Choice(str(one.id), one.recipient) for one in waiting)]
    fields = [
        Field("body", "备案机关", "choice", choices=bodies, default=_ALL, wide=True),
        day_field(desk, "on", "报送日期", gone=True, default=desk.today()),
        Field("receipt", "回执", help="回执的文号或编号；可空，以后补。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        chosen = list(ids.values()) if values["body"] == _ALL else [ids[values["body"]]]
        return services.file_all(desk, chosen, as_day(values["on"]), values["receipt"])

    return Entry(f"备案 {row.name}", fields, save)


def evaluate_form(desk: Desk, row: NormativeRow) -> Entry:
    """评估."""
    fields = [
        day_field(desk, "on", "评估日期", gone=True, default=desk.today()),
        Field("outcome", "结论", "choice", choices=OUTCOMES, wide=True, help="延续和修改的，还要另办延续或新文件。"),
        Field("text", "评估意见", "multiline", rows=4),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        return services.evaluate(desk, row.id, as_day(values["on"]), values["text"], values["outcome"])

    return Entry(f"评估 {row.name}", fields, save)


def repeal_form(desk: Desk, row: NormativeRow) -> Entry:
    """废止."""
    fields = [
        Field("by", "由何废止", required=True, wide=True, help="废止它的文件的文号，或者什么会议的决定。"),
        day_field(desk, "on", "废止日期", default=desk.today(), help="从这一天起不再有效。"),
    ]
    save = lambda values: services.repeal(desk, row.id, values["by"], as_day(values["on"]))  # noqa: E731
    return Entry(f"废止 {row.name}", fields, save)
