"""How existing registers write things: a register number, a class, how a paper ended. Read without guessing."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from govtui.domain.documents.kinds import ACTION, READING
from govtui.domain.text import halfwidth

LONGEST_NUMBER = 40
LAST_SERIAL = 999_999


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A register's own number: `serial` None where the cell is empty or unreadable (`reason` then says why).

    `year` is None where the number does not name one. `written` is the text as it stood when it says more than year
    and serial (SW123), else empty.
    """

    year: int | None = None
    serial: int | None = None
    written: str = ""
    reason: str | None = None


_LETTERS = r"[^\W\d_]"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_SERIAL = r"0*(?P<serial>[1-9][0-9]{0,5})"
_TAIL = r"[号件]?[)\]〕】、.。,]*"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<lead>{_LETTERS}{{0,12}})[\W_]{{0,3}}{_YEAR}(?:[\W_]{{1,3}}{_LETTERS}{{0,6}}|{_LETTERS}{{1,6}})[\W_]{{0,3}}"
        rf"{_SERIAL}{_TAIL}",
        rf"(?P<lead>{_LETTERS}{{0,12}})[\W_]{{0,3}}{_SERIAL}{_TAIL}",
        rf"(?P<lead>{_LETTERS}{{0,12}})[\W_]{{0,3}}{_YEAR}(?P<serial>[0-9]{{3,5}}){_TAIL}",
    )
)
_PLAIN_WORDS = re.compile(r"[收文字第号年度登记编来件]*")
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "待编", "未编号"})


def read_register_number(cell: object) -> OwnNumber:
    """The number of a register's own column: 2025-0123, 〔2025〕123号, 123, SW123, 20250123. Never raises."""
    if isinstance(cell, date | time | timedelta):
        return OwnNumber(reason="收文号被表格软件改成了日期，请把这一列设为文本后重填")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = re.sub(r"\s+", "", halfwidth("" if cell is None else str(cell)))
    if text in _NOTHING:
        return OwnNumber()
    if len(text) > LONGEST_NUMBER or isinstance(cell, int | float) and cell < 1:
        return OwnNumber(reason="收文号看不出顺序号")
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if found is None or not 0 < int(found["serial"]) <= LAST_SERIAL:
        return OwnNumber(reason="收文号看不出顺序号")
    parts = found.groupdict()
    year = parts.get("year")
    words = "".join(re.findall(_LETTERS, text))
    written = "" if _PLAIN_WORDS.fullmatch(words) else text
    return OwnNumber(int(year) if year else None, int(parts["serial"]), written)


def read_class(text: str) -> str | None:
    """阅知 or 批办 as a register's word means it (阅, 阅件, 办, 办件, 批办); None for a word that means neither."""
    if "办" in text or "批" in text:
        return ACTION
    return READING if "阅" in text or "知" in text else None


_CLOSED = re.compile(
    r"(?:已|均|全部)*(?:办[结毕妥]|办理完毕|办理完成|办完|完成|完毕|完结|归[档卷]|存档|结案|办理|回复|答复|复函|办)(?:完毕|结束)?[了。]?"
    r"|[√✓✔☑]|是|y|yes|ok",
    re.IGNORECASE,
)
_CLOSED_NEEDS_PAST = re.compile(r"办理|回复|答复|复函|办")
_OPEN = re.compile(
    r"否|未|未?在?办|未办[结毕完理]|未完成|未归档|正?在办|办理中|正在办理|在办理中?|待办|待办理|n|no|×|✗", re.IGNORECASE
)
_SENT_BACK = re.compile(r"已?退文|已?退回.*|退原单位|退来文.*")
_VOID = re.compile(r"已?作废|废号|空号|已?注销")


def says_closed(text: str) -> bool:
    """Whether a cell says that the paper is dealt with, without saying when: 已办结, 归档, √."""
    plain = _squeezed(text)
    return bool(_CLOSED.fullmatch(plain)) and not _CLOSED_NEEDS_PAST.fullmatch(plain)


def says_open(text: str) -> bool:
    """Whether a cell says in words that the paper is not yet dealt with: 未办结, 在办."""
    return bool(_OPEN.fullmatch(_squeezed(text)))


def says_sent_back(text: str) -> bool:
    """Whether a cell says that the paper went back to its sender."""
    return bool(_SENT_BACK.fullmatch(_squeezed(text)))


def says_void(text: str) -> bool:
    """Whether a cell says that the number is void."""
    return bool(_VOID.fullmatch(_squeezed(text)))


def split_names(text: str) -> tuple[str, ...]:
    """Unit names of one cell, each once, in their order: 市财政局、市教育局."""
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in re.split(r"[、,，;；/\n\s]+", text)))))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", halfwidth(text))
