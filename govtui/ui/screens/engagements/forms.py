"""The form of an engagement, new or changed."""

from typing import Any

from govtui.domain.meetings.engagements import heads_title
from govtui.domain.meetings.states import DEPARTMENT_MEETING, ENGAGEMENT_KINDS, GOES
from govtui.services.desk import Desk
from govtui.services.documents.listing import PaperList
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.engagements import requesting
from govtui.services.meetings.engagements.rows import EngagementRow, EngagementSaved, LeaderAsked, NewEngagement
from govtui.services.people import leader_choices
from govtui.ui.screens.deskpage import as_day, as_id, day_field, picked, source_of, unit_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.moments import as_moment, moment_field
from govtui.ui.widgets.choices import Choice, Source
from govtui.ui.widgets.fields import Field

USUAL_MINUTES = 120
_TEXTS = (
    *("title", "head_signed", "place", "scope", "mode", "speech", "budget_source", "vehicle", "contact", "phone"),
    "note",
)
_BOOLS = ("citywide", "in_city_name", "county_heads", "media")
_FOUND = 8


def fields(desk: Desk, entry: NewEngagement) -> list[Field]:
    """The fields of an engagement as `entry` fills them: what and when, who comes, what the rules ask, the rest."""
    return [*_heads(desk, entry), *_asked(desk, entry), *_rest(desk, entry)]


def _heads(desk: Desk, entry: NewEngagement) -> list[Field]:
    leaders = [Choice(str(one.person_id or ""), one.name) for one in entry.leaders]
    part = next((one.part for one in entry.leaders), GOES)
    return [
        Field(
            "kind",
            "类别",
            "choice",
            choices=ENGAGEMENT_KINDS,
            default=entry.kind,
            help="请领导出席选邀请，部门开会选部门会议；已定的日程选活动，即列入安排。",
        ),
        unit_field(desk, "unit", "主办单位", free=True, default=picked(entry.unit_id, entry.unit) or _free(entry.unit)),
        Field("title", "名称", wide=True, required=True, limit=200, default=entry.title),
        moment_field(desk, "starts", "时间", near=entry.starts),
        Field("minutes", "时长（分）", "number", default=str(entry.minutes or USUAL_MINUTES)),
        Field("place", "地点", default=entry.place),
        Field("part", "请领导", default=part, help="出席、致辞、讲话等；对新请的领导适用。"),
        Field(
            "leaders",
            "请哪位领导",
            "pick",
            many=True,
            free=True,
            wide=True,
            source=source_of(leader_choices, desk),
            default=tuple(leaders),
            help="拼音首字母选，可选几位；通讯录里没有的直接写。",
        ),
    ]


def _free(name: str) -> Choice | str:
    return Choice("", name) if name else ""


def _asked(desk: Desk, entry: NewEngagement) -> list[Field]:
    table, heads = desk.book.department_meetings, heads_title(desk.book)
    modes = [Choice("", "（未定）"), *(Choice(one, one) for one in (table.modes if table else ()))]
    if entry.mode and entry.mode not in {one.id for one in modes}:
        modes.append(Choice(entry.mode, entry.mode))
    return [
        Field("budget_source", "经费来源", default=entry.budget_source, help="会议和活动的钱要列入预算。"),
        Field("mode", "开会方式", "choice", choices=modes, default=entry.mode),
        Field("citywide", "全市性会议", "bool", default=entry.citywide, help="部门会议：是否面向全市。"),
        Field("in_city_name", "政府名义", "bool", default=entry.in_city_name, help="部门会议以部门名义召开。"),
        Field("county_heads", "请下级负责人", "bool", default=entry.county_heads, help=f"是否请{heads}，要先批准。"),
        Field("media", "新闻报道", "bool", default=entry.media),
    ]


def _rest(desk: Desk, entry: NewEngagement) -> list[Field]:
    return [
        Field("scope", "参加范围", wide=True, default=entry.scope),
        Field("people_count", "人数", "number", default=str(entry.people_count or "")),
        Field("speech", "讲话材料", default=entry.speech, help="谁起草、几时报来。"),
        Field("head_signed", "负责人签字", default=entry.head_signed, help="主办单位哪位负责人签的。"),
        day_field(desk, "requested_on", "报来日期", gone=True, default=entry.requested_on or desk.today()),
        Field("contact", "联系人", default=entry.contact),
        Field("phone", "电话", default=entry.phone),
        Field("vehicle", "车辆", default=entry.vehicle),
        Field("incoming", "来文", "pick", source=papers_in(desk), default=_paper(desk, entry.incoming_id)),
        Field("note", "备注", wide=True, default=entry.note),
    ]


def papers_in(desk: Desk) -> Source:
    """Papers that came in, by number, word or initials."""

    def source(typed: str) -> list[Choice]:
        found = PaperList(desk, "all", typed).rows(0, _FOUND)
        return [Choice(str(row.id), row.number, f"{row.sender} {row.title}") for row in found]

    return source


def _paper(desk: Desk, incoming_id: int | None) -> Choice | str:
    from govtui.services.documents.views import one_row

    return Choice(str(incoming_id), one_row(desk, incoming_id).number) if incoming_id is not None else ""


def entry_of(values: dict[str, Any], before: NewEngagement) -> NewEngagement:
    """What the form holds, as the service takes it; leaders who were asked before keep what they are asked to do."""
    unit, starts = values["unit"], as_moment(values["starts"])
    parts = {one.name: one.part for one in before.leaders}
    leaders = [
        LeaderAsked(as_id(one), one.label, parts.get(one.label, values["part"])) for one in values["leaders"] or ()
    ]
    return NewEngagement(
        kind=values["kind"],
        unit_id=as_id(unit),
        unit=unit.label if unit else "",
        starts=starts,
        minutes=(values["minutes"] or 0) if starts else 0,
        people_count=values["people_count"] or 0,
        requested_on=as_day(values["requested_on"]),
        incoming_id=as_id(values["incoming"]),
        leaders=tuple(leaders),
        **{name: values[name] for name in (*_TEXTS, *_BOOLS)},
    )


class EngagementForm(GatedEntry):
    """登记: a new engagement, empty or begun from a paper."""

    def __init__(self, desk: Desk, entry: NewEngagement) -> None:
        self._before = entry
        kept = {"drafts": desk.drafts, "draft_id": "engagement.new"} if entry.incoming_id is None else {}
        super().__init__(
            "登记活动", fields(desk, entry), self._save_values, desk=desk, about=("engagement", None), **kept
        )

    def on_mount(self) -> None:
        """A department's meeting has no leaders to name: say so where it is chosen."""
        self.call_after_refresh(self._hint)

    def on_form_left(self, _event: Any) -> None:
        """Another kind, other hints."""
        self._hint()

    def _hint(self) -> None:
        own = self.form.value("kind") == DEPARTMENT_MEETING
        self.form.set_note("leaders", "部门会议不请领导的留空" if own else "", "muted")

    def _save_values(self, values: dict[str, Any], permits: Permits) -> EngagementSaved:
        return requesting.request(self.desk, entry_of(values, self._before), permits)


class ChangeForm(GatedEntry):
    """修改: the same form filled with an engagement."""

    def __init__(self, desk: Desk, row: EngagementRow) -> None:
        before = requesting.engagement_of(desk, row.id)

        def save(values: dict[str, Any], permits: Permits) -> Outcome:
            return saved(requesting.change(desk, row.id, row.version, entry_of(values, before), permits))

        super().__init__(
            f"修改 {row.title}",
            fields(desk, before),
            save,
            desk=desk,
            about=("engagement", row.id),
            drafts=desk.drafts,
            draft_id=f"engagement.change.{row.id}",
        )


def saved(done: EngagementSaved) -> Outcome:
    """What was entered as the page tells it."""
    return Outcome(1, done.sentence, done.findings)
