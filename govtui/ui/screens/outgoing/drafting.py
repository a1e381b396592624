"""The drafting form, the title first: kind, series, direction and unit are guessed from it; and changing a draft."""

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from govtui.domain.documents.outgoing.drafts import DIRECTIONS
from govtui.domain.documents.outgoing.states import RELATIONS, SIGNED_STATES
from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents.listing import PaperList
from govtui.services.documents.outgoing import drafting
from govtui.services.documents.outgoing.listing import OutgoingList
from govtui.services.documents.outgoing.rows import Drafted, NewDraft, OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.services.meetings.minutes.views import decision_choices
from govtui.services.people import unit_choices
from govtui.ui import work
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, as_id, day_field, source_of, unit_field
from govtui.ui.screens.questions import Question, failed_of, question_fields, write_questions
from govtui.ui.widgets.choices import Choice, Source
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

GUESSED = ("kind", "series", "direction", "normative", "urgency", "drafting_unit", "drafter", "publicity")
_ASKS_AGAIN = ("title", "kind", "series", "normative", "drafting_unit", "major", "subject", "meeting_ref")
_WRITTEN = ("addressees", "copies_to", "meeting_ref")
"""Fields to pick from whose text stands as it was written: what is picked only helps to write it."""
_OLD = {f"old-{place}": kind for place, kind in enumerate(RELATIONS)}
"""The fields that name older papers, and what is done to them."""
_FOUND = 8


def needs(desk: Desk) -> list[Question]:
    """The questions whether the paper must be issued at all (art. 51)."""
    return [
        Question(one.id, one.question, "答否的，在“必发理由”写明必须发的理由。") for one in desk.book.checklist("need")
    ]


def fields(desk: Desk) -> list[Field]:
    """The fields of a paper that leaves: what decides its way first, then its text, then what the rules ask."""
    return [*_heads(desk), *_texts(desk), *_asked(desk), *_links(desk)]


def _heads(desk: Desk) -> list[Field]:
    book = desk.book
    series = [Choice("", "（未定）"), *(Choice(one.id, one.name) for one in book.outgoing_series)]
    ways = [Choice(way, name) for way, name in DIRECTIONS.items()]
    kinds = [Choice("", "（未定）"), *(Choice(kind.name, kind.name) for kind in book.document_kinds)]
    return [
        Field(
            "title", "标题", wide=True, required=True, limit=500, help="写全称。填完即可按 Ctrl+S 保存，其余可后补。"
        ),
        Field("series", "文号序列", "choice", choices=series, help="由标题和文种判断，可改；签发复核后才编号。"),
        Field("kind", "文种", "choice", choices=kinds, help="由标题判断，可改；打首字母也能选。"),
        Field("direction", "行文方向", "choice", choices=ways, help="上行文要印签发人。"),
        Field("urgency", "紧急程度", "choice", choices=[one.name for one in book.urgencies]),
        unit_field(desk, "drafting_unit", "拟稿单位", free=True, help="按它（或归口单位）的分工确定由谁签发。"),
        Field("drafter", "拟稿人"),
        unit_field(desk, "matter_unit", "归口单位", help="事项归哪个单位主管；留空即拟稿单位。"),
        Field("phone", "联系电话"),
    ]


def _texts(desk: Desk) -> list[Field]:
    units = source_of(unit_choices, desk)
    lists: dict[str, Any] = {"kind": "pick", "source": units, "free": True, "many": True, "wide": True}
    return [
        Field("addressees", "主送", **lists, help="照原样写；首字母可选单位，几个单位用顿号隔开。"),
        Field("copies_to", "抄送", **lists, help="照原样写；首字母可选单位，几个单位用顿号隔开。"),
        Field(
            "body",
            "正文",
            "multiline",
            rows=8,
            tabs=True,
            help="可整篇粘贴，一行一段；粘贴的表格印成表格。",
        ),
        Field("attachments", "附件", "multiline", rows=2, help="一行一个附件名称。"),
        Field("remark", "附注", wide=True, help="印在成文日期下面，如联系人和电话、此件公开发布。"),
    ]


def _asked(desk: Desk) -> list[Field]:
    book = desk.book
    states = book.publication.states if book.publication else ()
    reasoned = "、".join(book.publication.reason_needed) if book.publication else ""
    opens = [Choice("", "（未定）"), *(Choice(one, one) for one in states)]
    subjects = [Choice("", "（无）"), *(Choice(one.id, one.name) for one in book.meeting_subjects)]
    return [
        Field("publicity", "公开方式", "choice", choices=opens, wide=True, help=f"签发前要定；{reasoned}的要写理由。"),
        Field("publicity_reason", "不公开理由", wide=True),
        Field("major", "重大事项", "bool", help="先经会议决定再行文，签发人也不同。"),
        day_field(desk, "passed_on", "会议通过", gone=True),
        Field("subject", "须上会事项", "choice", choices=subjects, wide=True),
        Field(
            "meeting_ref",
            "会议决定",
            "pick",
            source=decisions_of(desk),
            free=True,
            wide=True,
            help="届次和日期，如 第3次常务会议 2026-11-20；打几个字可从已签发的纪要里选。",
        ),
        Field("normative", "规范性文件", "bool", help="要做合法性审核、统一登记，公布以后才施行。"),
        Field("secrecy", "密级", "choice", choices=book.grades, help="只能起草非涉密文件；内部即工作秘密。"),
        *question_fields(needs(desk), "确需发文{}"),
        Field("need_reason", "必发理由", wide=True, help="上面三问有答否的，写明为什么还要发。"),
    ]


def _links(desk: Desk) -> list[Field]:
    numbers: dict[str, Any] = {"kind": "pick", "source": numbers_of(desk), "free": True, "many": True, "wide": True}
    numbers["help"] = "旧文的文号，几件用顿号隔开；印发时生效。"
    return [
        Field(
            "answers",
            "答复收文",
            "pick",
            source=papers_in(desk),
            wide=True,
            help="答复哪件收文：收文号、标题或首字母。",
        ),
        *(Field(name, f"{kind}旧文", **numbers) for name, kind in _OLD.items()),
        Field("note", "备注", wide=True),
    ]


def numbers_of(desk: Desk) -> Source:
    """Numbered papers of this office, by number, word or initials."""

    def source(typed: str) -> list[Choice]:
        found = OutgoingList(desk, "all", typed).rows(0, _FOUND) if typed.strip() else ()
        return [Choice(str(row.id), row.number, row.title) for row in found if row.number]

    return source


def decisions_of(desk: Desk) -> Source:
    """Decisions of signed minutes, by words of the decision, its topic or its meeting."""

    def source(typed: str) -> list[Choice]:
        found = decision_choices(desk, typed)[:_FOUND] if typed.strip() else ()
        return [Choice(words, words) for words in found]

    return source


def papers_in(desk: Desk) -> Source:
    """Papers that came in, by number, word or initials."""

    def source(typed: str) -> list[Choice]:
        found = PaperList(desk, "all", typed).rows(0, _FOUND) if typed.strip() else ()
        return [Choice(str(row.id), row.number, f"{row.sender} {row.title}") for row in found]

    return source


def entry_of(desk: Desk, values: dict[str, Any]) -> NewDraft:
    """What the form holds, as the service takes it."""
    unit = values.get("drafting_unit")
    texts = {one.name for one in fields_of(NewDraft)} & values.keys() - {"drafting_unit", "passed_on"}
    same: dict[str, Any] = {name: values[name] for name in texts}
    return NewDraft(
        **same,
        passed_on=as_day(values.get("passed_on") or ""),
        drafting_unit=unit.label if isinstance(unit, Choice) else "",
        drafting_unit_id=as_id(unit) if isinstance(unit, Choice) else None,
        matter_unit_id=as_id(values.get("matter_unit")),
        need_failed=failed_of(needs(desk), values),
        answers_id=as_id(values.get("answers")),
        relations=relations_of(values),
    )


def relations_of(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the paper does to older ones, by the fields of the form."""
    return tuple((kind, one.label) for name, kind in _OLD.items() for one in values.get(name) or ())


class DraftForm(Entry):
    """Guesses along while the clerk types; what was set by hand is not guessed again."""

    def __init__(self, desk: Desk, title: str = "起草发文", draft_id: str = "outgoing.draft", **options: Any) -> None:
        super().__init__(
            title, [*options.pop("first", ()), *fields(desk)], self._save_values, drafts=desk.drafts, draft_id=draft_id
        )
        self.desk = desk
        self._touched: set[str] = set()
        self._needs = needs(desk)

    def on_mount(self) -> None:
        """Write the questions; a draft that came back was set by hand."""
        self.call_after_refresh(write_questions, self.form, self._needs)
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
        work.run(self, _guess, self.desk, entry, group="guess", on_done=self._guessed, on_failed=lambda _failed: None)

    def _known(self, values: dict[str, Any]) -> NewDraft:
        """What stands in the form, less what was only guessed: it is guessed anew from the rest."""
        written = {name: self.form.text(name) for name in _WRITTEN}
        entry = entry_of(self.desk, values | written)
        guessed = {name: False if name == "normative" else "" for name in GUESSED if name not in self._touched}
        if "drafting_unit" in guessed:
            guessed["drafting_unit_id"] = None  # type: ignore[assignment]
        return replace(entry, **guessed)  # type: ignore[arg-type]

    def _guessed(self, found: tuple[NewDraft, tuple[Finding, ...]]) -> None:
        guess, findings = found
        for name in GUESSED:
            if name not in self._touched:
                self.form.put(name, _shown(guess, name))
        self.form.set_note("title", "；".join(one.sentence for one in findings[:1]), "warn")

    def _save_values(self, values: dict[str, Any]) -> Any:
        return drafting.draft(self.desk, self._known(values))


def _guess(desk: Desk, entry: NewDraft) -> tuple[NewDraft, tuple[Finding, ...]]:
    guess = drafting.guess(desk, entry)
    return guess, drafting.draft_findings(desk, guess) if guess.title else ()


def _shown(entry: NewDraft, name: str) -> Any:
    if name == "drafting_unit" and entry.drafting_unit:
        return Choice(str(entry.drafting_unit_id or ""), entry.drafting_unit)
    return getattr(entry, name)


class ReviseForm(DraftForm):
    """修改: the same form filled with a paper; after sign-off it asks first whether only the wording changes."""

    def __init__(self, desk: Desk, row: OutgoingRow) -> None:
        self._row_id, self._version = row.id, row.version
        self._before = drafting.draft_of(desk, row.id)
        signed = row.state in SIGNED_STATES
        first = [_WORDING] if signed else []
        super().__init__(desk, f"修改 {row.name}", f"outgoing.revise.{row.id}", first=first)

    def on_mount(self) -> None:
        """Fill in what stands there (a kept draft wins)."""
        self._touched = set(GUESSED)
        if not self.form.dirty:
            fill(self.desk, self.form, self._before)

    def _save_values(self, values: dict[str, Any]) -> Outcome:
        wording = bool(values.pop("wording", False))
        return drafting.revise(self.desk, self._row_id, self._version, self._known(values), wording)


_WORDING = Field(
    "wording",
    "只改文字",
    "bool",
    wide=True,
    help="只改标题、正文的错字选“是”，签发仍有效；选“否”，实质改动要重新签发。",
)


def fill(desk: Desk, form: Form, entry: NewDraft) -> None:
    """Put a stored paper into the form."""
    for name, value in _values(desk, entry).items():
        if name in form.fields:
            form.put(name, value)


def _values(desk: Desk, entry: NewDraft) -> dict[str, Any]:
    from govtui.services.people import directory

    unit = directory(desk).unit(entry.matter_unit_id)
    values: dict[str, Any] = {one.name: getattr(entry, one.name) for one in fields_of(entry)}
    values |= {one.id: "否" if one.id in entry.need_failed else "是" for one in needs(desk)}
    for name, kind in _OLD.items():
        values[name] = [Choice("", number) for one, number in entry.relations if one == kind]
    values["drafting_unit"] = _shown(entry, "drafting_unit")
    values["matter_unit"] = Choice(str(unit.id), unit.name) if unit else ""
    values["passed_on"] = entry.passed_on.isoformat() if entry.passed_on else ""
    values["answers"] = _answered(desk, entry.answers_id)
    return values


def _answered(desk: Desk, incoming_id: int | None) -> Choice | str:
    from govtui.services.documents.views import one_row

    if incoming_id is None:
        return ""
    try:
        return Choice(str(incoming_id), one_row(desk, incoming_id).number)
    except Refusal:
        return ""


def drafted(done: Drafted | None) -> Outcome | None:
    """A new draft as the page tells it."""
    if done is None:
        return None
    return Outcome(1, f"已起草{done.row.name}，按 g 送核稿", done.findings)


class RelationsForm(Entry):
    """废止修改旧文: only what a paper does to older ones."""

    def __init__(self, desk: Desk, row: OutgoingRow) -> None:
        before = drafting.draft_of(desk, row.id)
        save: Callable[[dict[str, Any]], Outcome] = lambda values: drafting.revise(  # noqa: E731
            desk, row.id, row.version, replace(before, relations=relations_of(values))
        )
        super().__init__(f"废止修改旧文 {row.name}", [one for one in _links(desk) if one.id in _OLD], save)
        self._now = _values(desk, before)

    def on_mount(self) -> None:
        """What is known so far."""
        for name in self.form.fields:
            self.form.put(name, self._now[name])
