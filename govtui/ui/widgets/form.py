"""A form from a list of fields: two columns where they fit, a reserved line for errors, keys that never lose text."""

from collections.abc import Iterator, Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from govtui.domain.text import cells
from govtui.ui.commands import SAVE, Command, Commanding
from govtui.ui.widgets.fields import (
    Control,
    Field,
    control_for,
    default_of,
    draft_of,
    load_draft,
    problem_of,
    put,
    text_of,
    value_of,
)
from govtui.ui.widgets.inputs import Edited
from govtui.ui.widgets.paint import Painted, Span, shown

TWO_COLUMNS = 72
"""From this width on, fields that are not wide stand two in a row."""

AT_ONCE = 14
"""Rows that stand when a form is first seen, about a screenful; a longer form gets its other rows right after."""


class FieldLabel(Painted):
    """The label left of a field; a required field has a mark."""

    def __init__(self, field: Field, width: int) -> None:
        super().__init__()
        self.field = field
        self.styles.width = width

    def render_line(self, y: int) -> Strip:
        """The label, right-aligned."""
        if y:
            return self.line([], self.size.width)
        mark: Span = ("*" if self.field.required else " ", "accent")
        return self.line(
            [(self.fit(shown(self.field.label), self.size.width - 2, True), "muted"), mark], self.size.width
        )


class NoteLine(Painted):
    """The reserved line under a row of fields: errors first, then notes and hints."""

    def __init__(self, fields: Sequence[Field], indent: int) -> None:
        super().__init__()
        self.fields, self.indent = tuple(fields), indent
        self.errors: dict[str, str] = {}
        self.notes: dict[str, Span] = {}

    @property
    def text(self) -> str:
        """What is shown."""
        return "  ".join(text for text, _ in self._pieces())

    def _pieces(self) -> list[Span]:
        several = len(self.fields) > 1

        def told(field: Field) -> str:
            error = self.errors[field.id]
            return f"{field.label}：{error}" if several and field.label not in error else error

        bad = [(told(field), "bad") for field in self.fields if field.id in self.errors]
        return bad or [self.notes[f.id] for f in self.fields if f.id in self.notes]

    def _own(self) -> list[Span]:
        """What each field has to say by itself: its error, else its note."""
        return [
            (self.errors[f.id], "bad") if f.id in self.errors else self.notes.get(f.id, ("", "")) for f in self.fields
        ]

    def render_line(self, y: int) -> Strip:
        """Each piece under its own field where it fits there, else all of them beside each other from the left."""
        room = self.size.width // len(self.fields) - self.indent - 1
        if y == 0 and len(self.fields) > 1 and all(cells(shown(text)) <= room for text, _ in self._own()):
            placed: list[Span] = []
            for text, pen in self._own():
                placed += [(" " * self.indent, ""), (self.fit(shown(text), room + 1), pen or "muted")]
            return self.line(placed, self.size.width)
        spans: list[Span] = [(" " * self.indent, "")]
        for place, (text, pen) in enumerate(self._pieces()):
            spans += [("  ", "")] if place else []
            spans.append((shown(text), pen or "muted"))
        return self.line(spans if y == 0 else [], self.size.width)


class FormRow(Widget):
    """One or two fields with their labels, and the line for errors."""

    def __init__(self, pairs: Sequence[tuple[Field, Control]], label_width: int) -> None:
        super().__init__()
        self.pairs, self.label_width = tuple(pairs), label_width
        self.note = NoteLine([field for field, _ in pairs], label_width)

    def compose(self) -> ComposeResult:
        """Labels and fields in a line, the note below."""
        with Horizontal(classes="form-line"):
            for field, control in self.pairs:
                yield FieldLabel(field, self.label_width)
                yield control
                if field.kind == "multiline":
                    control.styles.height = field.rows
        yield self.note

    def on_mount(self) -> None:
        """As high as its highest field, and one line more."""
        lines = max(field.rows if field.kind == "multiline" else 1 for field, _ in self.pairs)
        self.styles.height = lines + 1
        self.query_one(".form-line").styles.height = lines


class Form(Commanding, VerticalScroll, can_focus=False):
    """Fields in rows. Enter and down go on, up goes back, Enter on the last field and ctrl+s anywhere save.

    `Submitted` carries the values once every field is in order; afterwards call `saved()` or `refused(sentence)`.
    Until then a second save is ignored, so nothing is registered twice.
    """

    ACTIONS = (
        SAVE,
        Command(
            "form.next", "下一栏", "到下一栏；在最后一栏按回车即保存。", ("enter",), "next(True)", "表单", palette=False
        ),
        Command("form.down", "下一栏", "到下一栏。", ("down",), "next(False)", "表单", palette=False),
        Command("form.up", "上一栏", "回到上一栏。", ("up",), "previous", "表单", palette=False),
    )
    HELP = (
        "Tab、上下键、回车在各栏之间移动；Ctrl+S 随时保存；Esc 返回并留下草稿。"
        "Ctrl+Z 撤销本栏的输入；Ctrl+W 往回删一段。"
    )

    class Submitted(Message):
        """Every field is in order: save these values."""

        def __init__(self, form: "Form", values: dict[str, Any]) -> None:
            super().__init__()
            self.form, self.values = form, values

    class Changed(Message):
        """The user changed a field."""

        def __init__(self, form: "Form", field_id: str) -> None:
            super().__init__()
            self.form, self.field_id = form, field_id

    class Left(Message):
        """The user left a field; its text is normalised. Look for duplicates here."""

        def __init__(self, form: "Form", field_id: str, text: str) -> None:
            super().__init__()
            self.form, self.field_id, self.text = form, field_id, text

    class Entered(Message):
        """Another field has the focus."""

        def __init__(self, form: "Form", field: Field) -> None:
            super().__init__()
            self.form, self.field = form, field

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.fields = {field.id: field for field in fields}
        self.controls: dict[str, Control] = {field.id: control_for(field) for field in fields}
        self._rows: dict[str, FormRow] = {}
        self._later: list[FormRow] = []
        self._begun = False
        self.dirty = False
        self.busy = False

    def compose(self) -> ComposeResult:
        """Rows of two fields where both are narrow and the screen is wide enough."""
        two = self.app.size.width >= TWO_COLUMNS
        wide = label_width(list(self.fields.values()))
        for place, group in enumerate(_grouped(list(self.fields.values()), two)):
            row = FormRow([(field, self.controls[field.id]) for field in group], wide)
            self._rows.update({field.id: row for field in group})
            if place < AT_ONCE:
                yield row
            else:
                self._later.append(row)

    def on_mount(self) -> None:
        """From now on changes are the user's."""
        self.call_after_refresh(self._begin)
        self.call_after_refresh(self._mount_later)

    def _mount_later(self) -> None:
        """The rows below the first screenful, once that is seen."""
        rows, self._later = self._later, []
        if rows and self.is_attached:
            self.mount_all(rows)

    def _begin(self) -> None:
        self._begun = True

    # -- values

    def text(self, field_id: str) -> str:
        """What stands in a field."""
        return text_of(self.controls[field_id])

    def value(self, field_id: str) -> Any:
        """A field's value (see Field); ValueError or Refusal where it cannot be read."""
        return value_of(self.fields[field_id], self.controls[field_id])

    def values(self) -> dict[str, Any]:
        """All values; call it after `check()`."""
        return {field_id: self.value(field_id) for field_id in self.fields}

    def put(self, field_id: str, value: Any) -> None:
        """Set a field as the program does: text, id, bool, Choice or several."""
        put(self.controls[field_id], value)

    def fresh(self) -> None:
        """Back to the defaults, for the next entry."""
        for field_id, field in self.fields.items():
            self.put(field_id, default_of(field))
        self.clear_errors()
        self.dirty = self.busy = False
        self.focus_field(next(iter(self.fields)))

    # -- errors and notes

    def set_error(self, field_id: str, sentence: str | None) -> None:
        """Say what is wrong with a field, in its reserved line; None takes it away."""
        row = self._rows.get(field_id)
        if row is None:
            return
        row.note.errors.pop(field_id, None)
        if sentence:
            row.note.errors[field_id] = sentence
        self.controls[field_id].set_class(bool(sentence), "-bad")
        row.note.refresh()

    def set_note(self, field_id: str, sentence: str, tone: str = "muted") -> None:
        """Say something under a field that is no error (a duplicate found, the weekday, the deadline computed)."""
        row = self._rows.get(field_id)
        if row is not None:
            row.note.notes.pop(field_id, None)
            if sentence:
                row.note.notes[field_id] = (sentence, tone)
            row.note.refresh()

    def error(self, field_id: str) -> str:
        """The error now shown for a field."""
        row = self._rows.get(field_id)
        return row.note.errors.get(field_id, "") if row else ""

    def clear_errors(self) -> None:
        """Take all errors and notes away."""
        for field_id in self.fields:
            self.set_error(field_id, None)
            self.set_note(field_id, "")

    def check(self) -> bool:
        """Look at every field; errors are shown and the first bad field gets the focus."""
        problems = {field_id: self._look_at(field_id) for field_id in self.fields}
        first = next((field_id for field_id, problem in problems.items() if problem), None)
        if first is not None:
            self.focus_field(first)
        return first is None

    def _look_at(self, field_id: str) -> str | None:
        problem = problem_of(self.fields[field_id], self.controls[field_id])
        self.set_error(field_id, problem)
        return problem

    # -- drafts

    def draft(self) -> dict[str, Any]:
        """What was typed, for keeping on disk."""
        return {field_id: draft_of(control) for field_id, control in self.controls.items()}

    def load_draft(self, kept: dict[str, Any]) -> None:
        """Put back what `draft()` gave; fields it does not know are left alone."""
        for field_id, value in kept.items():
            if field_id in self.controls:
                load_draft(self.controls[field_id], value)
        self.dirty = True

    # -- moving and saving

    def focus_field(self, field_id: str) -> None:
        """Put the caret into a field."""
        self._mount_later()
        self.controls[field_id].focus()

    def _order(self) -> list[str]:
        return [field_id for field_id, control in self.controls.items() if control.display and not control.disabled]

    @property
    def current(self) -> str | None:
        """The field that has the focus."""
        return next((field_id for field_id, control in self.controls.items() if control.has_focus), None)

    def _step(self, by: int) -> bool:
        order, here = self._order(), self.current
        at = order.index(here) + by if here in order else 0
        if 0 <= at < len(order):
            self.focus_field(order[at])
            return True
        return False

    def action_next(self, save_at_end: bool) -> None:
        """The next field; Enter on the last one saves."""
        if not self._step(1) and save_at_end:
            self.action_save()

    def action_previous(self) -> None:
        """The field before."""
        self._step(-1)

    def action_save(self) -> None:
        """Check everything and hand the values over."""
        for control in self.controls.values():
            control.settle()
        if not self.busy and self.check():
            self.busy = True
            self.post_message(self.Submitted(self, self.values()))

    def saved(self) -> None:
        """What was handed over is saved."""
        self.dirty = self.busy = False

    def refused(self, sentence: str = "", field_id: str | None = None) -> None:
        """It was refused: everything stays, the sentence stands under its field."""
        self.busy = False
        if field_id in self.fields and field_id is not None:
            self.set_error(field_id, sentence)
            self.focus_field(field_id)

    # -- what the user does

    def on_edited(self, event: Edited) -> None:
        """A field changed: the form is dirty, the field's error is stale."""
        event.stop()
        field_id = self._id_of(event.field)
        if field_id is None or not self._begun:
            return
        self.dirty = True
        self.set_error(field_id, None)
        self.post_message(self.Changed(self, field_id))

    def _id_of(self, control: object) -> str | None:
        return next((field_id for field_id, one in self.controls.items() if one is control), None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the field in sight, and tell which one it is."""
        field_id = self._id_of(event.widget)
        if field_id is not None:
            self.scroll_to_widget(self._rows[field_id], animate=False)
            self.post_message(self.Entered(self, self.fields[field_id]))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Look at the field that was left."""
        field_id = self._id_of(event.widget)
        if field_id is None or not self._begun or not self.is_attached:
            return
        field, text = self.fields[field_id], self.text(field_id)
        problem = self._look_at(field_id) if text else None
        if field.hint is not None:
            self.set_note(field_id, field.hint(text) if text and not problem else "")
        self.post_message(self.Left(self, field_id, text))


def _grouped(fields: list[Field], two: bool) -> Iterator[list[Field]]:
    waiting: list[Field] = []
    for field in fields:
        alone = field.wide or field.kind == "multiline" or not two
        if waiting and (alone or len(waiting) == 2):
            yield waiting
            waiting = []
        if alone:
            yield [field]
        else:
            waiting.append(field)
    if waiting:
        yield waiting


def label_width(fields: Sequence[Field]) -> int:
    """The cells of the label column: the longest label, its blank before and the mark behind, within reason."""
    return min(20, max(10, *(cells(shown(field.label)) + 3 for field in fields)))
