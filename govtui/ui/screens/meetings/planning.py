"""筹备会议: the kind first, the rest is proposed; who may chair, what else is in the way, said under the fields."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.domain.signing import Seat
from govtui.services.desk import Desk
from govtui.services.meetings import calling, clashing
from govtui.services.meetings.rows import ChairPlan, Conflict, MeetingRow, MeetingSaved, NewMeeting
from govtui.services.meetings.topics.entering import usual_kind
from govtui.services.people import directory, person_choices
from govtui.ui import work
from govtui.ui.screens.deskpage import as_id, picked, source_of, unit_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.moments import as_moment, moment_field, moment_text
from govtui.ui.widgets.choices import Choice, Source, best
from govtui.ui.widgets.detail import Fact, Para, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

_TEXTS = ("subject", "room", "chair_source", "contact", "phone", "papers", "demands", "recorder", "note")
_PROPOSED = (
    "subject",
    "ordinal",
    "starts",
    "minutes",
    "room",
    "chair",
    "chair_for",
    "chair_source",
    "section",
    "reply_by",
)
_TOLD_ANEW = ("kind", "starts", "minutes", "room", "chair", "chair_for", "chair_source")
_NAMED = 2
ROOM = "会议室"
ROOMS_BACK = 400
"""How many days back rooms are looked for."""


class PlanForm(GatedEntry):
    """Proposes along with kind and time; what was set by hand stays. Below: who may chair, and what clashes."""

    def __init__(
        self, desk: Desk, title: str = "筹备会议", start: NewMeeting | None = None, meeting_id: int = 0
    ) -> None:
        self.meeting_id = meeting_id
        self.start = start or calling.propose(desk, usual_kind(desk))
        self._touched: set[str] = set()
        self._rooms: list[str] | None = None
        self._kind = self.start.kind
        self.plan: ChairPlan | None = None
        about = ("meeting", meeting_id or None)
        draft_id = f"meeting.change.{meeting_id}" if meeting_id else "meeting.plan"
        kept: dict[str, Any] = {"drafts": desk.drafts, "draft_id": draft_id}
        super().__init__(title, self._fields(desk), self._save_values, desk=desk, about=about, below=[Para("")], **kept)

    # -- fields -----------------------------------------------------------------------------------------------------

    def _fields(self, desk: Desk) -> list[Field]:
        return [*self._when(desk), *self._who(desk), *_rest(desk, self.start)]

    def _when(self, desk: Desk) -> list[Field]:
        start = self.start
        kinds = [Choice(one.id, one.name) for one in desk.book.meeting_kinds]
        return [
            Field("kind", "会议", "choice", choices=kinds, default=start.kind, help="先选种类，其余各栏随它填好。"),
            Field("ordinal", "第几次", "number", default=start.ordinal, help="本届（本年）下一次；不编次的留空。"),
            Field(
                "subject",
                "专题",
                wide=True,
                default=start.subject,
                help="专题会议研究什么，会议名称里用；其他会议可空。",
            ),
            moment_field(desk, "starts", "时间", start.starts),
            Field("minutes", "预计分钟", "number", default=start.minutes or None, help="排议程和查冲突用。"),
            Field("room", "地点", "pick", free=True, source=self._rooms_source(desk), default=_free(start.room)),
            moment_field(desk, "reply_by", "名单截止", start.reply_by, help="与会人员名单报到办公室的最后时间。"),
        ]

    def _who(self, desk: Desk) -> list[Field]:
        start = self.start
        return [
            Field(
                "chair",
                "主持人",
                "pick",
                source=self._chairs(desk),
                default=_person(desk, start.chair_id),
                help="按规定可以主持的列在前面；受委托主持的写明谁委托。",
            ),
            Field(
                "chair_for",
                "受谁委托",
                "pick",
                source=self._delegators(desk),
                default=_person(desk, start.chair_for_id),
                help="本人有权主持的留空。",
            ),
            Field(
                "chair_source", "委托依据", wide=True, default=start.chair_source, help="如 市长批示、电话委托及日期。"
            ),
        ]

    def _chairs(self, desk: Desk) -> Source:
        return self._seats_first(desk, lambda plan: (*plan.own, *plan.delegated))

    def _delegators(self, desk: Desk) -> Source:
        return self._seats_first(desk, lambda plan: plan.delegators)

    def _seats_first(self, desk: Desk, seats_of: Any) -> Source:
        everybody = source_of(person_choices, desk)

        def source(typed: str) -> Sequence[Choice]:
            seats: Sequence[Seat] = seats_of(self.plan) if self.plan else ()
            first = [Choice(str(one.person_id), one.name, one.title) for one in seats]
            there = {one.id for one in first}
            return [*best(typed, first), *(one for one in everybody(typed) if one.id not in there)]

        return source

    def _rooms_source(self, desk: Desk) -> Source:
        def source(typed: str) -> Sequence[Choice]:
            if self._rooms is None:
                self._rooms = rooms(desk)
            return best(typed, [Choice("", one) for one in self._rooms])

        return source

    # -- proposing --------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Say at once who may chair; a draft that came back was set by hand."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.form.dirty or self.meeting_id:
            self._touched = set(_PROPOSED)
        self._look()

    def on_form_changed(self, event: Form.Changed) -> None:
        """What the clerk set by hand stays; another kind is proposed anew at once."""
        if event.field_id == "kind":
            self._propose()
        elif event.field_id in _PROPOSED and self.form.current == event.field_id:
            self._touched.add(event.field_id)

    def on_form_left(self, event: Form.Left) -> None:
        """Another day may be another ordinal and another chair; look what clashes."""
        if event.field_id == "starts" and not self.form.error("starts"):
            self._propose()
        if event.field_id in _TOLD_ANEW:
            self._look()

    def _propose(self) -> None:
        kind, at = self.form.text("kind"), self._starts()
        day = at.date() if at and "starts" in self._touched else None
        work.run(
            self, calling.propose, self.desk, kind, day, group="propose", on_done=self._proposed, on_failed=_nothing
        )

    def _starts(self) -> Any:
        try:
            return as_moment(self.form.value("starts") or "")
        except (Refusal, ValueError):
            return None

    def _proposed(self, found: NewMeeting) -> None:
        if self.meeting_id:
            return
        values = held(self.desk, found)
        for name in _PROPOSED:
            if name not in self._touched:
                self.form.put(name, values[name])
        self._look()

    def _look(self) -> None:
        try:
            entry = entry_of(self.form.values())
        except (Refusal, ValueError):
            return
        work.run(
            self, _looked_up, self.desk, entry, self.meeting_id, group="look", on_done=self._told, on_failed=_nothing
        )

    def _told(self, found: tuple[ChairPlan, tuple[Conflict, ...]]) -> None:
        self.plan, clashes = found
        chair = as_id(self.form.value("chair")) if self.form.text("chair") else None
        self.form.set_note("chair", chair_note(self.plan, chair, bool(self.form.text("chair_for"))), "warn")
        rooms_taken = [one for one in clashes if one.what.startswith(ROOM)]
        leaders = _few((one.what for one in clashes if one not in rooms_taken), "人")
        self.form.set_note("room", "同一时间已有会议" if rooms_taken else "", "bad")
        self.form.set_note("minutes", f"{leaders}另有安排" if leaders else "", "bad")
        self.below.show("", below(self.plan, clashes))

    def _save_values(self, values: dict[str, Any], permits: Permits) -> MeetingSaved:
        return calling.plan(self.desk, entry_of(values), permits)


class ChangeForm(PlanForm):
    """修改会议: the same form filled with a meeting."""

    def __init__(self, desk: Desk, row: MeetingRow) -> None:
        self._version = row.version
        super().__init__(desk, f"修改 {row.name or row.kind_name}", calling.meeting_of(desk, row.id), row.id)

    def _save_values(self, values: dict[str, Any], permits: Permits) -> MeetingSaved:
        return calling.change(self.desk, self.meeting_id, self._version, entry_of(values), permits)


def _rest(desk: Desk, start: NewMeeting) -> list[Field]:
    section = directory(desk).unit(start.section_id)
    return [
        unit_field(desk, "section", "承办科室", ("科室",), default=picked(section.id, section.name) if section else ""),
        Field("recorder", "记录", default=start.recorder),
        Field("contact", "联系人", default=start.contact),
        Field("phone", "联系电话", default=start.phone),
        Field("papers", "会议材料", "multiline", rows=2, default=start.papers, help="份数、报送时间等，印在通知上。"),
        Field("demands", "有关要求", "multiline", rows=2, default=start.demands, help="纪律、着装等，印在通知上。"),
        Field("note", "备注", wide=True, default=start.note),
    ]


def entry_of(values: dict[str, Any]) -> NewMeeting:
    """What the form holds, as the service takes it."""
    texts: dict[str, Any] = {name: values[name] for name in _TEXTS if name != "room"}
    return NewMeeting(
        kind=values["kind"],
        starts=as_moment(values["starts"]),
        minutes=values["minutes"] or 0,
        ordinal=values["ordinal"],
        room=values["room"].label if values["room"] else "",
        chair_id=as_id(values["chair"]),
        chair_for_id=as_id(values["chair_for"]),
        section_id=as_id(values["section"]),
        reply_by=as_moment(values["reply_by"]),
        **texts,
    )


def held(desk: Desk, entry: NewMeeting) -> dict[str, Any]:
    """What the fields hold for an entry."""
    section = directory(desk).unit(entry.section_id)
    return {name: getattr(entry, name) for name in _TEXTS} | {
        "ordinal": "" if entry.ordinal is None else entry.ordinal,
        "starts": moment_text(entry.starts),
        "minutes": entry.minutes or "",
        "room": _free(entry.room),
        "chair": _person(desk, entry.chair_id),
        "chair_for": _person(desk, entry.chair_for_id),
        "section": picked(section.id, section.name) if section else "",
        "reply_by": moment_text(entry.reply_by),
    }


def _person(desk: Desk, person_id: int | None) -> Choice | str:
    person = directory(desk).person(person_id)
    return Choice(str(person.id), person.name) if person else ""


def _free(text: str) -> Choice | str:
    return Choice("", text) if text else ""


def rooms(desk: Desk) -> list[str]:
    """The rooms of the last meetings, the newest first."""
    today = desk.today()
    rows = calling.month(desk, today - timedelta(days=ROOMS_BACK), today + timedelta(days=ROOMS_BACK))
    return list(dict.fromkeys(row.room for row in reversed(rows) if row.room))


def _nothing(_failed: work.Failed) -> None:
    """What cannot be proposed yet is not proposed."""


def _looked_up(desk: Desk, entry: NewMeeting, meeting_id: int) -> tuple[ChairPlan, tuple[Conflict, ...]]:
    """Who may chair such a meeting, and what it would clash with."""
    return calling.chair_plan(desk, entry), clashing.foreseen(desk, entry, meeting_id or None)


def chair_note(plan: ChairPlan, chair_id: int | None, delegated: bool) -> str:
    """What is wrong with a chair, before it is saved; '' where nothing is."""
    if chair_id is None or plan.silent or any(one.person_id == chair_id for one in plan.own):
        return ""
    if any(one.person_id == chair_id for one in plan.delegated):
        return "" if delegated else "须受委托才能主持：填写受谁委托和依据"
    return "不在可以主持的人之中"


def below(plan: ChairPlan, clashes: Sequence[Conflict]) -> list[Part | Section]:
    """Every clash, and who may chair by the rules."""
    parts: list[Part | Section] = [Para(line, "bad") for line in _by_other(clashes)]
    if plan.silent:
        parts.append(Fact("主持人", "规则未明确"))
    else:
        parts.append(Fact("可以主持", "、".join(one.label for one in plan.own) or "没有找到"))
        if plan.delegated:
            delegated = "、".join(one.label for one in plan.delegated)
            parts.append(Fact("受委托可以", f"{delegated}（由{'、'.join(one.name for one in plan.delegators)}委托）"))
    if plan.source:
        parts.append(Fact("已登记委托", plan.source))
    return parts


def _by_other(clashes: Sequence[Conflict]) -> list[str]:
    """A line for each other meeting or engagement: what of it is wanted twice."""
    wanted: dict[str, list[str]] = {}
    for one in clashes:
        wanted.setdefault(one.other, []).append(one.what)
    return [f"冲突：{other}（{_few(names, '处')}）" for other, names in wanted.items()]


def _few(names: Iterable[str], counted: str) -> str:
    """Two names and how many there are, each once."""
    known = list(dict.fromkeys(names))
    return "、".join(known[:_NAMED]) + (f"等 {len(known)} {counted}" if len(known) > _NAMED else "")
