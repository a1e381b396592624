"""What a form asks: fields described as data, and the widget that asks each of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from textual.widget import Widget

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, halfwidth
from govtui.ui.widgets.choice import ChoiceInput, PickInput
from govtui.ui.widgets.choices import Choice, Source
from govtui.ui.widgets.inputs import CnArea, CnInput

Kind = Literal["text", "multiline", "day", "moment", "choice", "pick", "number", "bool"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `kind`: text, multiline, day, moment, number → str, str, str, str, int | None; choice → id; bool → bool;
    pick → Choice | None (an empty id is free text), or a tuple of Choice with `many`.
    `normalise(text)` runs on leaving and before saving and raises Refusal or ValueError with a sentence when the text
    cannot be read (a day: give a function from typed text to `2026-11-24`). `validate(text)` answers what is wrong.
    `hint(text)` is said under a field that was left in good order (`周二 工作日`). `choices` are for choice,
    `source` for pick. `wide` takes the whole width; multiline always does, with `rows` lines, and keeps `tabs` if told.
    """

    id: str
    label: str
    kind: Kind = "text"
    required: bool = False
    help: str = ""
    default: Any = ""
    choices: Sequence[Choice | str] = ()
    source: Source | None = None
    free: bool = False
    many: bool = False
    normalise: Callable[[str], str] | None = None
    validate: Callable[[str], str | None] | None = None
    hint: Callable[[str], str] | None = None
    limit: int = 0
    wide: bool = False
    rows: int = 3
    tabs: bool = False
    placeholder: str = ""


YES_NO = (Choice("yes", "是"), Choice("no", "否"))
Control = CnInput | CnArea | ChoiceInput


def whole_number(text: str) -> str:
    """Digits of any width as plain ones; a ValueError sentence for anything else."""
    plain = halfwidth(text).strip()
    if not plain.isdecimal():
        raise ValueError("请填写整数")
    return str(int(plain))


def normaliser(field: Field) -> Callable[[str], str] | None:
    """The field's own, or the one of its kind."""
    return field.normalise or (whole_number if field.kind == "number" else None)


def default_of(field: Field) -> Any:
    """What a fresh field holds; a yes-or-no field that names nothing holds no."""
    return field.default in (True, "yes") if field.kind == "bool" else field.default


_TYPED_OVER = ("day", "moment", "number")
"""What stands in these is never typed on: it is marked when the field is reached, and the first key replaces it."""


def control_for(field: Field) -> Control:
    """The widget that asks this field."""
    name = f"field-{field.id}"
    if field.kind == "choice":
        return ChoiceInput(_choices(field), _text(field.default), id=name)
    if field.kind == "bool":
        return ChoiceInput(YES_NO, "yes" if default_of(field) else "no", id=name)
    if field.kind == "multiline":
        return CnArea(_text(field.default), tabs=field.tabs, id=name)
    if field.kind == "pick":
        box = PickInput(
            field.source or _no_source, free=field.free, many=field.many, placeholder=field.placeholder, id=name
        )
        box.select_on_focus = not field.many
        return _filled(box, field.default)
    line = CnInput(_text(field.default), normalise=normaliser(field), placeholder=field.placeholder, id=name)
    line.select_on_focus = field.kind in _TYPED_OVER
    return line


def _choices(field: Field) -> tuple[Choice, ...]:
    return tuple(Choice(one, one) if isinstance(one, str) else one for one in field.choices)


def _no_source(_text: str) -> Sequence[Choice]:
    return ()


def _text(default: Any) -> str:
    return "" if default is None else str(default)


def _filled(box: PickInput, default: Any) -> PickInput:
    put(box, default)
    return box


def put(control: Control, value: Any) -> None:
    """Set a value as the program does: text, choice id, bool, Choice, or several."""
    if isinstance(control, PickInput):
        picked = (value,) if isinstance(value, Choice) else value
        if isinstance(picked, (tuple, list)):
            control.set_picked([one for one in picked if isinstance(one, Choice)])
        else:
            control.set_text(_text(value))
    elif isinstance(value, bool):
        control.set_text("yes" if value else "no")
    else:
        control.set_text(_text(value))


def text_of(control: Control) -> str:
    """What stands in the field."""
    return control.value if isinstance(control, CnArea) else clean(control.value)


def value_of(field: Field, control: Control) -> Any:
    """The field's value for the service (see Field)."""
    text = text_of(control)
    if isinstance(control, PickInput):
        return control.picked if field.many else next(iter(control.picked), None)
    if field.kind == "bool":
        return text == "yes"
    if field.kind == "number":
        return int(whole_number(text)) if text else None
    normalise = normaliser(field)
    return normalise(text) if text and normalise and not isinstance(control, ChoiceInput) else text


def problem_of(field: Field, control: Control) -> str | None:
    """The sentence that says why the field cannot stand as it is; None when it can."""
    text = text_of(control)
    if not text:
        return f"请填写{field.label}" if field.required else None
    if field.limit and len(text) > field.limit:
        return f"最多 {field.limit} 字，现在 {len(text)} 字"
    if isinstance(control, PickInput) and not field.free and control.unknown:
        return f"没有找到“{control.unknown[0]}”，请从候选里选"
    try:
        value = value_of(field, control)
        return field.validate(value if isinstance(value, str) else text) if field.validate else None
    except Refusal as refusal:
        return refusal.sentence
    except ValueError as error:
        return str(error) or f"{field.label}无法识别"


def draft_of(control: Control) -> Any:
    """What a draft keeps of the field."""
    if isinstance(control, PickInput):
        return {"text": control.value, "picked": control.picks()}
    return text_of(control)


def load_draft(control: Control, kept: Any) -> None:
    """Put back what `draft_of` kept; anything else is left alone."""
    if isinstance(control, PickInput) and isinstance(kept, dict):
        picked = [one for one in kept.get("picked", ()) if isinstance(one, dict)]
        control.set_picked([Choice(str(one.get("id", "")), str(one.get("label", ""))) for one in picked])
        control.set_text(str(kept.get("text", "")))
    elif isinstance(kept, str):
        control.set_text(kept)


def is_control(widget: Widget | None) -> bool:
    """True for the widgets that ask fields."""
    return isinstance(widget, (CnInput, CnArea, ChoiceInput))
