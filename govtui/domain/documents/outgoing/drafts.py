"""What a draft's title and fields tell: kind, direction, series; and which changes touch what a leader has signed."""

from collections.abc import Mapping, Sequence

from govtui.domain.text import substance
from govtui.rulebook import Rulebook
from govtui.rulebook.papers import Series

UP, DOWN, LEVEL = "up", "down", "level"
DIRECTIONS = {DOWN: "下行", UP: "上行", LEVEL: "平行"}
"""Which way a paper goes, as people say it."""

SUBSTANCE = {
    "title": "标题",
    "body": "正文",
    "kind": "文种",
    "series": "发文字号序列",
    "direction": "行文方向",
    "addressees": "主送",
    "attachments": "附件",
    "major": "重大事项",
    "subject": "须上会事项",
    "publicity": "公开方式",
    "matter_unit_id": "归口单位",
    "drafting_unit_id": "拟稿单位",
}
"""What a sign-off covers: a substantive change goes back to the signer (党政机关公文处理工作条例 art. 25)."""


def guess_direction(book: Rulebook, kind: str, series: str) -> str:
    """The way a paper of this kind goes: the only one it has; letters level; else down where it may, else its first."""
    found = book.kind(kind)
    ways = found.directions if found else ()
    if len(ways) == 1:
        return ways[0]
    form = next((one.form for one in book.outgoing_series if one.id == series), "")
    if form == "letter" and LEVEL in ways:
        return LEVEL
    return DOWN if not ways or DOWN in ways else ways[0]


def guess_series(book: Rulebook, kind: str, title: str, normative: bool) -> str:
    """The series that a paper most likely takes: by its form and mark, else the first; '' where the pack has none."""
    known = book.outgoing_series
    wanted = _marked(known, kind, title, normative)
    return (wanted or known[:1] or (Series("", "", ""),))[0].id


def _marked(known: Sequence[Series], kind: str, title: str, normative: bool) -> tuple[Series, ...]:
    if normative:
        return tuple(one for one in known if one.normative)
    if kind == "命令":
        return tuple(one for one in known if one.form == "order")
    if kind in ("函", "批复"):
        return tuple(one for one in known if one.form == "letter")
    if any(word in title for word in ("任免", "任职", "免职")):
        return tuple(one for one in known if one.name.startswith("任免"))
    return ()


def changed_substance(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The names of what a sign-off covers and what differs between two sets of columns.

    Blanks, commas and full stops do not count; between digits they do.
    """
    return tuple(
        words for name, words in SUBSTANCE.items() if name in after and _plain(before.get(name)) != _plain(after[name])
    )


def _plain(value: object) -> object:
    return substance(value) if isinstance(value, str) else value or None
