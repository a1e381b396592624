"""Reading a TOML table into the records of a rule pack: the record classes are the schema.

Every refusal is one Chinese sentence with the file, the key, what is wrong and what is allowed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, NoReturn, Union, get_args, get_origin, get_type_hints

from govtui.rulebook.terms import Derived, Key, Least, Ref, RulebookError

_WORDS = {
    str: "文字（加引号）",
    int: "整数",
    bool: "true 或 false",
    float: "小数",
    date: "日期（如 2017-03-10）",
    datetime: "日期时间",
    time: "时刻（如 08:30:00）",
    list: "列表（方括号）",
    dict: "表",
}


class Mention(NamedTuple):
    """A place in the file that names an entry of another table."""

    path: str
    table: str
    value: str


class Source:
    """One file being read: where its entries stand, and what they mention."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.mentions: list[Mention] = []

    def refuse(self, path: str, wrong: str, allowed: str = "") -> NoReturn:
        """Stop with the one sentence about the key at `path`."""
        line = self._line(path)
        where = f"（第 {line} 行起）" if line else ""
        sentence = f"规则包 {self.file} 的 {path}{where}{wrong}{'；' + allowed if allowed else ''}。"
        raise RulebookError(" ".join(sentence.split()))

    def _line(self, path: str) -> int | None:
        """The line on which an entry of a table begins, counted from 1; entries are blocks or one line each."""
        found = re.match(r"(\w+)\[(\d+)\]", path)
        if not found:
            return None
        name, wanted = found[1], int(found[2]) - 1
        starts = [m.start() for m in re.finditer(rf"^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", self.text, re.MULTILINE)]
        listed = re.search(rf"^{name}[ \t]*=[ \t]*\[[ \t]*$", self.text, re.MULTILINE)
        if not starts and listed:
            rows = re.compile(r"^[ \t]*\{", re.MULTILINE)
            starts = [m.start() for m in rows.finditer(self.text, listed.end())]
        return self.text.count("\n", 0, starts[wanted]) + 1 if wanted < len(starts) else None


Read = Callable[[Any, str, Source], Any]


class _Field(NamedTuple):
    name: str
    key: str
    read: Read
    required: bool
    derived: bool


def nearest(word: str, known: Iterable[str]) -> str:
    """What is allowed in place of `word`: the nearest known word, or all of them."""
    import difflib

    names = list(known)
    close = difflib.get_close_matches(word, names, n=1)
    return f"是否应为“{close[0]}”" if close else f"可用的有：{'、'.join(names) or '（无）'}"


def read_record(cls: Any, table: Any, path: str, source: Source) -> Any:
    """An instance of the record class from a TOML table at `path` ("" for the file itself)."""
    if not isinstance(table, dict):
        source.refuse(path, f"应为表，实际是{_word(table)}")
    fields = _fields(cls)
    known = [f.key for f in fields if not f.derived]
    at = f"{path}." if path else ""
    for key in table:
        if key not in known:
            source.refuse(at + key, "不是认识的键", nearest(key, known))
    values = {}
    for field in fields:
        if field.key in table and not field.derived:
            values[field.name] = field.read(table[field.key], at + field.key, source)
        elif field.required:
            source.refuse(path or "顶层", f"缺少必填的键“{field.key}”", f"必填的键有：{_required(fields)}")
    if path and {"rule", "source"} <= {f.key for f in fields} and not (values.get("rule") or values.get("source")):
        source.refuse(path, "没有依据", "请写 rule（规则编号）；规则没有规定的，写 source 说明出处")
    return cls(**values)


def _required(fields: Sequence[_Field]) -> str:
    return "、".join(f.key for f in fields if f.required)


@cache
def _fields(cls: Any) -> tuple[_Field, ...]:
    made = []
    defaults = _defaults(cls)
    for name, hint in get_type_hints(cls, include_extras=True).items():
        marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
        key = next((m.name for m in marks if isinstance(m, Key)), name)
        derived = any(isinstance(m, Derived) for m in marks)
        made.append(_Field(name, key, _reader(hint), name not in defaults and not derived, derived))
    return tuple(made)


def _defaults(cls: Any) -> frozenset[str]:
    if hasattr(cls, "_field_defaults"):
        return frozenset(cls._field_defaults)
    from dataclasses import MISSING, fields

    return frozenset(f.name for f in fields(cls) if f.default is not MISSING)


@cache
def _reader(hint: Any) -> Read:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(_reader(args[0]), args[1:])
    if origin in (Union, UnionType):
        return _reader(next(a for a in args if a is not NoneType))
    if origin is Literal:
        return _choice(args)
    if origin is tuple:
        return _many(_reader(args[0])) if args[-1] is Ellipsis else _exactly(tuple(_reader(a) for a in args))
    if origin is not None and issubclass(origin, Mapping):
        return _keyed(args[1])
    if issubclass(hint, Enum):
        return _enum(hint)
    if hint in _WORDS:
        return _plain(hint)
    return lambda value, path, source: read_record(hint, value, path, source)


def _word(value: Any) -> str:
    return _WORDS.get(type(value), "别的类型")


def _plain(kind: type[Any]) -> Read:
    def read(value: Any, path: str, source: Source) -> Any:
        if type(value) is not kind:
            source.refuse(path, f"应为{_WORDS[kind]}，实际是{_word(value)}")
        if kind is str and not value.strip():
            source.refuse(path, "是空的", "请填写，或删去这个键")
        return value

    return read


def _choice(allowed: tuple[Any, ...]) -> Read:
    def read(value: Any, path: str, source: Source) -> Any:
        if value not in allowed:
            source.refuse(path, f"的值“{value}”不可用", f"可用的有：{'、'.join(map(str, allowed))}")
        return value

    return read


def _enum(kind: type[Enum]) -> Read:
    known = {member.value: member for member in kind}

    def read(value: Any, path: str, source: Source) -> Any:
        if not isinstance(value, str) or value not in known:
            source.refuse(path, f"的值“{value}”不可用", f"可用的有：{'、'.join(known)}")
        return known[value]

    return read


def _marked(inner: Read, marks: tuple[Any, ...]) -> Read:
    least = next((m.value for m in marks if isinstance(m, Least)), None)
    table = next((m.table for m in marks if isinstance(m, Ref)), None)

    def read(value: Any, path: str, source: Source) -> Any:
        got = inner(value, path, source)
        if least is not None and got < least:
            source.refuse(path, f"的值 {got} 太小", f"最小为 {least}")
        if table is not None:
            source.mentions.append(Mention(path, table, got))
        return got

    return read


def _many(inner: Read) -> Read:
    def read(value: Any, path: str, source: Source) -> Any:
        if not isinstance(value, list):
            source.refuse(path, f"应为{_WORDS[list]}，实际是{_word(value)}")
        return tuple(inner(each, f"{path}[{i}]", source) for i, each in enumerate(value, 1))

    return read


def _exactly(inners: tuple[Read, ...]) -> Read:
    def read(value: Any, path: str, source: Source) -> Any:
        if not isinstance(value, list) or len(value) != len(inners):
            source.refuse(path, f"应为 {len(inners)} 项的列表")
        pairs = enumerate(zip(inners, value, strict=True), 1)
        return tuple(inner(each, f"{path}[{i}]", source) for i, (inner, each) in pairs)

    return read


def _keyed(cls: Any) -> Read:
    many = _many(lambda value, path, source: read_record(cls, value, path, source))

    def read(value: Any, path: str, source: Source) -> Any:
        found: dict[str, Any] = {}
        for i, each in enumerate(many(value, path, source), 1):
            if each.id in found:
                source.refuse(f"{path}[{i}].id", f"“{each.id}”重复", "每个编号只能用一次")
            found[each.id] = each
        return found

    return read
