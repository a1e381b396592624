"""Opening a rule pack: a shipped one by name, or any TOML file by path."""

import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govtui.rulebook.model import Rulebook
from govtui.rulebook.terms import RulebookError

_PACKS = Path(__file__).with_name("packs")
_MOST_BYTES = 4 * 1024 * 1024
_SYNTAX = {
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一张表写了两次",
    "Unterminated string": "引号没有配对",
    "Expected '='": "键的后面缺少等号",
    "Invalid value": "值的写法不对，文字要加引号",
    "Unclosed array": "方括号没有配对",
    "Illegal character": "有不可用的字符，或引号没有配对",
    "Expected newline": "一行里多出了内容",
    "Invalid statement": "这一行既不是键也不是表头",
}


def packs() -> tuple[str, ...]:
    """Names of the packs that come with the program."""
    return tuple(sorted(path.stem for path in _PACKS.glob("*.toml")))


def load(source: str | Path) -> Rulebook:
    """The rule pack of this name (`packs()`), or the one in the TOML file at this path.

    Raises RulebookError with one Chinese sentence: the file, the key, what is wrong, what is allowed.
    """
    path = _find(source)
    return read_pack(_text(path), path.name)


def read_pack(text: str, file: str) -> Rulebook:
    """The rule pack written in `text`; `file` is the name under which errors speak of it."""
    from govtui.rulebook.checks import check
    from govtui.rulebook.reader import Source, read_record

    source = Source(file, text)
    book: Rulebook = read_record(Rulebook, _parse(text, file), "", source)
    check(book, source)
    return _finish(book)


def _finish(book: Rulebook) -> Rulebook:
    """Fill in what follows from the rules: the rules of each article, the article of each time limit."""
    held: dict[int, list[str]] = {}
    for rule in book.rules.values():
        for number in rule.articles:
            held.setdefault(number, []).append(rule.id)
    return replace(
        book,
        rules=MappingProxyType(dict(book.rules)),
        articles=tuple(a._replace(rules=tuple(held.get(a.number, ()))) for a in book.articles),
        deadlines=tuple(d._replace(article=book.rules[d.rule].article_text if d.rule else "") for d in book.deadlines),
    )


def _find(source: str | Path) -> Path:
    if isinstance(source, str) and source in packs():
        return _PACKS / f"{source}.toml"
    path = Path(source)
    if path.is_file():
        return path
    if path.is_dir():
        raise RulebookError(f"规则包 {path} 是文件夹，请给出其中的 TOML 文件。")
    raise RulebookError(f"找不到规则包“{source}”：随程序提供的有 {'、'.join(packs())}，也可以给出 TOML 文件的路径。")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RulebookError(f"规则包 {path.name} 超过 4 MB，不像规则包，请检查是否选错了文件。")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RulebookError(f"规则包 {path.name} 不是 UTF-8 编码，请用 UTF-8 另存后再试。") from None
    except OSError:
        raise RulebookError(f"规则包 {path.name} 打不开，请检查文件权限。") from None


def _parse(text: str, file: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(f"规则包 {file} {_syntax(str(error))}。") from None


def _syntax(message: str) -> str:
    place = re.search(r"at line (\d+), column (\d+)", message)
    where = f"第 {place[1]} 行第 {place[2]} 列" if place else "末尾"
    why = next((words for start, words in _SYNTAX.items() if message.startswith(start)), "")
    return f"{where}不合 TOML 的写法" + (f"：{why}" if why else "，请检查引号、括号和等号")
