"""The form of a topic, the title first: kind, basis, marks and length are guessed from it; and changing a topic."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govtui.domain.people import terms
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.meetings.topics import reporting
from govtui.services.meetings.topics.entering import usual_kind
from govtui.services.meetings.topics.rows import NewTopic, TopicRow, TopicSaved, TopicUnitEntry
from govtui.services.people import directory, unit_choices
from govtui.ui import work
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of, unit_field
from govtui.ui.screens.outgoing.drafting import papers_in
from govtui.ui.widgets.choices import Choice, Source, best
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

GUESSED = ("wanted", "minutes", "basis", "subject", "major", "county", "finance")
_ASKS_AGAIN = ("title", "unit", "wanted", "subject", "units", "content")
_UNITS = {"units": (True, True), "guests": (False, True), "asked": (True, False)}
"""The fields that name units: whether these are consulted beforehand, and whether they attend for the topic."""
_SAME = (
    *("title", "wanted", "head_signed", "reporter", "reporter_post", "subject", "content", "proposal", "materials"),
    *("contact", "phone", "secrecy", "major", "county", "public", "finance", "note"),
)
"""Fields of the form that go into the entry as they are."""


def fields(desk: Desk, wanted: "Source") -> list[Field]:
    """The fields of a topic; `wanted` answers the tasks of the kind that is chosen in the form."""
    return [*_heads(desk, wanted), *_texts(), *_marks(desk), *_rest(desk)]


def _heads(desk: Desk, tasks: "Source") -> list[Field]:
    kinds = [Choice(one.id, one.name) for one in desk.book.meeting_kinds]
    units = source_of(unit_choices, desk)
    many: dict[str, Any] = {"kind": "pick", "source": units, "free": True, "many": True, "wide": True}
    return [
        Field(
            "title", "议题", wide=True, required=True, limit=500, help="写全称。填好申报单位就可按 Ctrl+S，其余可后补。"
        ),
        unit_field(desk, "unit", "申报单位", free=True, required=True, help="按它的分工确定由哪位领导协调审核。"),
        Field("wanted", "上什么会", "choice", choices=kinds, default=usual_kind(desk), help="可改；依据随它变。"),
        Field(
            "basis",
            "依据",
            "pick",
            source=tasks,
            wide=True,
            help="会议的哪一项任务；按空格或首字母看全部，只有一项合适时已填好。",
        ),
        Field("units", "涉及单位", **many, help="会前征求意见，并列席这个议题；首字母选，回车取第一个，可选几个。"),
        Field("guests", "只列席单位", **many, help="不征求意见，只列席这个议题。"),
        Field("asked", "只征求意见", **many, help="只征求意见，不列席。"),
        Field("reporter", "汇报人"),
        Field("reporter_post", "汇报人职务"),
        Field("minutes", "汇报分钟", "number", default=None, help="留空按通常的时长。"),
        day_field(desk, "requested", "申报日期", gone=True),
    ]


def _texts() -> list[Field]:
    return [
        Field("content", "主要内容", "multiline", rows=3, help="没有实质内容的不列入会议。"),
        Field("proposal", "意见建议", "multiline", rows=2, help="请会议决定什么，要明确。"),
        Field("materials", "材料", "multiline", rows=2, help="一行一个材料名称。"),
    ]


def _marks(desk: Desk) -> list[Field]:
    subjects = [Choice("", "（无）"), *(Choice(one.id, one.name) for one in desk.book.meeting_subjects)]
    return [
        Field("major", "重大决策", "bool", help="要走完重大决策的各个步骤。"),
        Field("finance", "涉及财政", "bool", help="涉及财政收支，写财政意见。"),
        Field("county", "涉及县市区", "bool", help="事前要征求县市区的意见。"),
        Field("public", "涉及公众", "bool", help="涉及公众利益和社会稳定，要作风险评估。"),
        Field("subject", "须上会事项", "choice", choices=subjects, wide=True),
    ]


def _rest(desk: Desk) -> list[Field]:
    return [
        Field("copies", "材料份数", "number", default=None),
        Field("secrecy", "密级", "choice", choices=desk.book.grades, help="只能登记非涉密内容；内部即工作秘密。"),
        Field("head_signed", "负责人签字", help="申报单位主要负责人。"),
        Field("contact", "联系人"),
        Field("phone", "联系电话"),
        Field(
            "paper", "来文", "pick", source=papers_in(desk), wide=True, help="由哪件收文申报：收文号、标题或首字母。"
        ),
        Field("note", "备注", wide=True),
    ]


def entry_of(desk: Desk, values: dict[str, Any]) -> NewTopic:
    """What the form holds, as the service takes it."""
    unit = values["unit"]
    same: dict[str, Any] = {name: values[name] for name in _SAME}
    return NewTopic(
        **same,
        unit=unit.label if unit else "",
        unit_id=as_id(unit),
        minutes=values["minutes"] or 0,
        basis=values["basis"].id if values["basis"] else "",
        material_copies=values["copies"] or 0,
        requested_on=as_day(values["requested"]),
        incoming_id=as_id(values["paper"]),
        units=units_of(desk, values),
    )


def units_of(desk: Desk, values: dict[str, Any]) -> tuple[TopicUnitEntry, ...]:
    """The units of the three fields; one that stands in two of them is taken where it stands first."""
    found: dict[str, TopicUnitEntry] = {}
    for name, (consulted, attends) in _UNITS.items():
        for one in values[name]:
            entry = TopicUnitEntry(as_id(one), one.label, _is_county(desk, as_id(one)), consulted, attends)
            found.setdefault(one.label, entry)
    return tuple(found.values())


def _is_county(desk: Desk, unit_id: int | None) -> bool:
    unit = directory(desk).unit(unit_id)
    return unit is not None and unit.category == terms.COUNTY


class TopicForm(Entry):
    """Guesses along while the clerk types; what was set by hand is not guessed again."""

    def __init__(self, desk: Desk, title: str = "申报议题", draft_id: str = "topic.report") -> None:
        self.desk = desk
        self._touched: set[str] = set()
        super().__init__(title, fields(desk, self._tasks), self._save_values, drafts=desk.drafts, draft_id=draft_id)

    def _tasks(self, typed: str) -> Sequence[Choice]:
        """The tasks of the kind of meeting that stands in the form."""
        kind = next((one for one in self.desk.book.meeting_kinds if one.id == self.form.text("wanted")), None)
        return best(typed, [Choice(one.code, f"{one.code} {one.name}") for one in (kind.tasks if kind else ())])

    def on_mount(self) -> None:
        """A draft that came back was set by hand; it is there once the form stands."""
        self.call_after_refresh(self._came_back)

    def _came_back(self) -> None:
        if self.form.dirty:
            self._touched = set(GUESSED)

    def on_form_changed(self, event: Form.Changed) -> None:
        """What the clerk set by hand stays."""
        if event.field_id in GUESSED and self.form.current == event.field_id:
            self._touched.add(event.field_id)

    def on_form_left(self, event: Form.Left) -> None:
        """Guess the rest."""
        if event.field_id in _ASKS_AGAIN:
            self._look_up()

    def _look_up(self) -> None:
        try:
            entry = self._known(self.form.values())
        except (Refusal, ValueError):
            return
        work.run(self, reporting.guess, self.desk, entry, group="guess", on_done=self._guessed, on_failed=_nothing)

    def _known(self, values: dict[str, Any]) -> NewTopic:
        """What stands in the form, less what was only guessed: it is guessed anew from the rest."""
        entry = entry_of(self.desk, values)
        empty: dict[str, Any] = {"wanted": "", "minutes": 0, "basis": "", "subject": ""}
        return replace(entry, **{name: empty.get(name, False) for name in GUESSED if name not in self._touched})

    def _guessed(self, guess: NewTopic) -> None:
        for name in GUESSED:
            if name not in self._touched:
                self.form.put(name, shown(self.desk, guess, name))

    def _save_values(self, values: dict[str, Any]) -> TopicSaved:
        known = self._known(values)
        by_hand: dict[str, Any] = {name: getattr(known, name) for name in self._touched}
        return reporting.report(self.desk, replace(reporting.guess(self.desk, known), **by_hand))


def _nothing(_failed: work.Failed) -> None:
    """A guess that cannot be made is none."""


def shown(desk: Desk, entry: NewTopic, name: str) -> Any:
    """A value of an entry as its field holds it."""
    if name == "basis":
        tasks = [task for kind in desk.book.meeting_kinds for task in kind.tasks if task.code == entry.basis]
        return Choice(tasks[0].code, f"{tasks[0].code} {tasks[0].name}") if tasks else ""
    value = getattr(entry, name)
    return "" if value is None or value == 0 and not isinstance(value, bool) else value


class ReviseForm(TopicForm):
    """修改: the same form filled with a topic; a change of substance ends the leaders' stamps."""

    def __init__(self, desk: Desk, row: TopicRow) -> None:
        self._row_id, self._version = row.id, row.version
        self._before = reporting.topic_of(desk, row.id)
        super().__init__(desk, f"修改议题 {row.title}", f"topic.revise.{row.id}")

    def on_mount(self) -> None:
        """Fill in what stands there (a kept draft wins)."""
        self._touched = set(GUESSED)
        for name, value in stored(self.desk, self._before).items():
            self.form.put(name, value)

    def _save_values(self, values: dict[str, Any]) -> TopicSaved:
        return reporting.revise(self.desk, self._row_id, self._version, entry_of(self.desk, values))


def stored(desk: Desk, entry: NewTopic) -> dict[str, Any]:
    """What the fields hold for a stored topic."""
    values: dict[str, Any] = {name: shown(desk, entry, name) for name in (*_SAME, "minutes", "basis")}
    values["unit"] = Choice(str(entry.unit_id or ""), entry.unit) if entry.unit else ""
    values["copies"] = entry.material_copies or ""
    values["requested"] = entry.requested_on.isoformat() if entry.requested_on else ""
    values["paper"] = _paper(desk, entry.incoming_id)
    for name, (consulted, attends) in _UNITS.items():
        there = [one for one in entry.units if (one.consulted, one.attends) == (consulted, attends)]
        values[name] = [Choice(str(one.unit_id or ""), one.unit) for one in there]
    return values


def _paper(desk: Desk, incoming_id: int | None) -> Choice | str:
    from govtui.services.documents.views import one_row

    try:
        return Choice(str(incoming_id), one_row(desk, incoming_id).number) if incoming_id is not None else ""
    except Refusal:
        return ""


class FromPaperForm(TopicForm):
    """由收文申报: the form filled with what a paper that came in says."""

    def __init__(self, desk: Desk, incoming_id: int) -> None:
        self._start = reporting.from_paper(desk, incoming_id)
        super().__init__(desk, "由收文申报议题", f"topic.paper.{incoming_id}")

    def on_mount(self) -> None:
        """Fill in what the paper says (a kept draft wins)."""
        self._touched.update(["major"] if self._start.major else [])
        for name, value in stored(self.desk, self._start).items():
            self.form.put(name, value)
