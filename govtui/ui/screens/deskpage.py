"""What the pages of the desk share: the desk itself, acts with their sentence, fields that ask days, units, people."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from textual.app import App

from govtui.domain.clock import short_day
from govtui.domain.findings import Finding
from govtui.domain.people.choosing import Choice as Found
from govtui.domain.refusal import Refusal
from govtui.domain.text import cells
from govtui.domain.workdays import parse_typed_day
from govtui.services.desk import Desk
from govtui.services.people import leader_choices, person_choices, unit_choices
from govtui.services.workdays import current_calendar
from govtui.ui import work
from govtui.ui.dialogs.ask_text import AskText
from govtui.ui.screen import DeskScreen
from govtui.ui.widgets.choices import Choice, Source
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.listing import LineList


def told(sentence: str, findings: Sequence[Finding], width: int) -> tuple[str, str]:
    """What an act did and what the rules say besides, and its tone; the warning first where both do not fit.

    What was done is seen in the list as well; a warning is seen nowhere else before the next step.
    """
    warned = "；".join(dict.fromkeys(one.sentence for one in findings))
    if not warned:
        return sentence, "good"
    whole = f"{sentence}。提示：{warned}（? 看依据）"
    return (whole if cells(whole) + 2 <= width else f"提示：{warned}（? 看依据）。{sentence}"), "warn"


class DeskPage(DeskScreen[None]):
    """A page that calls services on the app's desk; it gives its list the focus itself."""

    AUTO_FOCUS = ""
    """Nothing: the first field of a page may be a filter that does not show yet, and would swallow the first key."""

    @property
    def desk(self) -> Desk:
        """The desk of the app."""
        desk: Desk = self.app.desk  # type: ignore[attr-defined]
        return desk

    def act(self, service: Callable[..., Any], *args: Any, said: str = "", **named: Any) -> None:
        """Run a writing service; then read anew and say `said`, or the sentence of the journal's newest act."""

        def done(_value: Any) -> None:
            self.done(said)

        work.run(self, partial(service, self.desk, *args, **named), group="write", on_done=done)

    def done(self, said: str = "") -> None:
        """Something was written: read anew and say what."""
        self.refresh_data()
        self.say(said or newest_sentence(self.desk), "good")

    def ask(self, question: str, then: Callable[[str], None], **options: Any) -> None:
        """Ask for a line of text and go on with it."""

        def answered(text: str | None) -> None:
            if text is not None:
                then(text)

        self.app.push_screen(AskText(question, **options), answered)

    def ask_day(self, question: str, then: Callable[[date], None], text: str = "") -> None:
        """Ask for a day, today unless another is typed."""

        def typed(answer: str) -> None:
            try:
                day = parse_typed_day(answer, self.desk.today(), current_calendar(self.desk))
            except Refusal as error:
                complain(self.app, error.sentence)
                return
            then(day)

        self.ask(question, typed, text=text or self.desk.today().isoformat())


class ReadingList(LineList):
    """A list that is only read: Enter belongs to the screen."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to open."""
        return False if action == "open" else super().check_action(action, parameters)


def complain(app: App[Any], sentence: str) -> None:
    """Say a refusal where there is room for it."""
    tell: Callable[[str], None] = app.complain  # type: ignore[attr-defined]
    tell(sentence)


def newest_sentence(desk: Desk) -> str:
    """What the journal says of this clerk's newest act."""
    from govtui.services.journal import acts

    return next((act.sentence for act in acts(desk, 0, 9) if act.actor == desk.actor.name), "")


def typed_day(desk: Desk, text: str, gone: bool = False) -> str:
    """A day as typed (3.15, 明天, +3, 下周三) as ISO text; a Refusal sentence when it cannot be read."""
    return parse_typed_day(text, desk.today(), current_calendar(desk), gone).isoformat()


def day_hint(desk: Desk, text: str) -> str:
    """What the calendar says of a typed day: `11-24 周二 工作日`."""
    try:
        fact = current_calendar(desk).day(date.fromisoformat(text))
    except (Refusal, ValueError):
        return ""
    return f"{short_day(fact.date)} {fact.name or ('休息' if fact.off else '工作日')}"


def as_day(text: str) -> date | None:
    """The day of a filled day field; None where it was left empty."""
    return date.fromisoformat(text) if text else None


def as_id(choice: Choice | None) -> int | None:
    """The id behind a pick; None where nothing was picked."""
    return int(choice.id) if choice is not None and choice.id else None


def picked(row_id: int | None, label: str) -> Choice | str:
    """A default for a pick field."""
    return Choice(str(row_id), label) if row_id is not None else ""


def day_field(desk: Desk, field_id: str, label: str, *, gone: bool = False, **options: Any) -> Field:
    """A field for one day; `gone` for what has happened: a day without a year is then the last one."""
    if isinstance(options.get("default"), date):
        options["default"] = options["default"].isoformat()
    options.setdefault("help", "3.15、0315、明天、+3（工作日）、下周三都可以。")
    read = partial(typed_day, desk, gone=gone)
    return Field(field_id, label, "day", normalise=read, hint=partial(day_hint, desk), **options)


def unit_field(desk: Desk, field_id: str, label: str, categories: Sequence[str] = (), **options: Any) -> Field:
    """A field for a unit that exists, of some categories if given."""
    options.setdefault("help", "拼音首字母或汉字，回车取第一个。")
    return Field(field_id, label, "pick", source=source_of(unit_choices, desk, categories=categories), **options)


def person_field(desk: Desk, field_id: str, label: str, **options: Any) -> Field:
    """A field for anybody in the address book."""
    options.setdefault("help", "拼音首字母或汉字，回车取第一个。")
    return Field(field_id, label, "pick", source=source_of(person_choices, desk), **options)


def leader_field(desk: Desk, field_id: str, label: str, **options: Any) -> Field:
    """A field for one of today's leaders."""
    options.setdefault("help", "拼音首字母或汉字，回车取第一个。")
    return Field(field_id, label, "pick", source=source_of(leader_choices, desk), **options)


def source_of(find: Callable[..., Sequence[Found]], desk: Desk, **options: Any) -> Source:
    """What a pick field asks, from a service that finds choices."""

    def source(typed: str) -> list[Choice]:
        return [Choice(str(one.id), one.label, one.detail) for one in find(desk, typed, **options)]

    return source


PLACES = {
    "document": "documents",
    "outgoing": "outgoing",
    "normative": "normative",
    "topic": "meetings",
    "meeting": "meetings",
    "minutes": "meetings",
    "engagement": "engagements",
}
"""The page on which a noun's rows are shown."""


async def show_paper(app: App[Any], paper_id: int, noun: str = "document") -> None:
    """Go to the page of a paper and show it there; a noun without a page of its own stays where it is."""
    mode = PLACES.get(noun)
    if mode is None:
        return
    await app.switch_mode(mode)
    page = app._screen_stacks[mode][0]
    show_thing: Callable[[str, int], None] | None = getattr(page, "show_thing", None)
    show: Callable[[int], None] | None = getattr(page, "show_paper", None)
    if show_thing is not None:
        show_thing(noun, paper_id)
    elif show is not None:
        show(paper_id)
