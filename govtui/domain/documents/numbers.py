"""文号: reads a document number as people write it and gives its normal form where nothing has to be guessed.

Normal form: 机关代字〔YYYY〕N号 with U+3014 and U+3015, a four-digit year, a serial without leading zeros or 第
(党政机关公文处理工作条例 第九条; GB/T 9704-2012 7.2.5).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1949, 2099
LONGEST_PREFIX = 24
LONGEST_SERIAL = 6
LONGEST_TEXT = 200


class NumberStatus(StrEnum):
    """How far the text is from the normal form."""

    STRICT = "strict"
    NORMALISED = "normalised"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """One text read as a document number.

    `raw` is the text as it came, always. `normal` is None where a part would have to be guessed; `reason` then says
    in one Chinese sentence why, and never repeats the text. `changes` names each difference between `raw` and `normal`.
    `prefix`, `year` and `serial` are the parts that stand in the text; an order (令) has no year and so no normal form.
    """

    raw: str
    normal: str | None
    prefix: str | None
    year: int | None
    serial: int | None
    status: NumberStatus
    changes: tuple[str, ...] = ()
    reason: str | None = None


_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
_PREFIX = rf"[{_HAN}A-Za-z]+(?:（[{_HAN}A-Za-z]{{1,6}}）[{_HAN}A-Za-z]*)*"
_STRICT = re.compile(rf"({_PREFIX})〔([0-9]{{4}})〕([1-9][0-9]{{0,{LONGEST_SERIAL - 1}}})号")
_NORMAL_PREFIX = re.compile(_PREFIX)

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANK = re.compile(r"\s")
_WIDE = {ord(wide): ord(wide) - 0xFEE0 for wide in map(chr, range(0xFF10, 0xFF5B)) if wide.isalnum()}
_LABEL = re.compile(
    r"(?:(?:发文|来文|收文|文件|公文|原)?(?:字号|文号)|文件编号|[发来收]文号|原文编号)\s*(?:[:：]|(?=[^\s:：]))\s*"
)
_OPEN, _CLOSE = "〔﹝【［[（(〖{｛<〈＜《「『“‘\"'", "〕﹞】］]）)〗}｝>〉＞》」』”’\"'"
_YEAR_OPEN, _YEAR_CLOSE = re.escape("〔﹝【［[（(〖{｛<〈＜《"), re.escape("〕﹞】］]）)〗}｝>〉＞》")
_YEAR = re.compile(rf"[{_YEAR_OPEN}]\s*([0-9]{{4}})\s*(年?)\s*[{_YEAR_CLOSE}]")
_SERIAL = re.compile(
    r"(?:(?P<ordinal>第)?\s*(?P<after>[0-9]+)\s*(?P<mark>[号號]?)|(?P<moved>[号號])\s*(?P<before>[0-9]+))"
)
_TAIL = re.compile(
    rf"\s*(?P<word>文件|文)?\s*(?P<empty>[{_YEAR_OPEN}]\s*[{_YEAR_CLOSE}])?\s*(?P<point>[。．.，,；;、]?)\s*"
)
_ORDER = re.compile(rf"([{_HAN}]*令)\s*第?\s*([0-9]+)\s*号")
_DATE = re.compile(
    r"(?:[0-9]{4}\s*[-./年]\s*[0-9]{1,2}\s*(?:[-./月]\s*(?:[0-9]{1,2}\s*日?)?)?|[12][0-9]{7})(?:\s+[0-9:：]+)?"
)
_NOTHING = frozenset({"", "无", "无文号", "无字号", "-", "--", "—", "——", "/", "／", "空", "暂无", "nan", "None"})


class _Unclear(Exception):
    """The text cannot be read without guessing; carries the sentence."""


def parse_number(raw: str) -> ParsedNumber:
    """Reads `raw`, any text at all, as one document number. Never raises."""
    strict = _STRICT.fullmatch(raw)
    if strict and not _prefix_fault(strict[1]) and not _year_fault(strict[2]):
        return ParsedNumber(raw, raw, strict[1], int(strict[2]), int(strict[3]), NumberStatus.STRICT)
    changes: list[str] = []
    if len(raw.strip()) > LONGEST_TEXT:
        return _rejected(raw, "", "文字太长，不是文号")
    text = _bare(raw, changes)
    try:
        prefix, year, serial = _parts(text, changes)
    except _Unclear as unclear:
        return _rejected(raw, text, str(unclear))
    normal = f"{prefix}〔{year}〕{serial}号"
    return ParsedNumber(raw, normal, prefix, year, serial, NumberStatus.NORMALISED, tuple(dict.fromkeys(changes)))


def number_key(normal: str) -> tuple[str, int, int]:
    """Sort key of a normal form: (prefix, year, serial), numbers as numbers. Raises ValueError for any other text."""
    found = _STRICT.fullmatch(normal)
    if not found:
        raise ValueError("number_key: not a normal document number")
    return found[1], int(found[2]), int(found[3])


def _rejected(raw: str, text: str, reason: str) -> ParsedNumber:
    order = _ORDER.fullmatch(text)
    if not order or len(order[2]) > LONGEST_SERIAL or not int(order[2]):
        return ParsedNumber(raw, None, None, None, None, NumberStatus.REJECTED, (), reason)
    reason = "令只有流水号、没有年份，按原文登记"
    return ParsedNumber(raw, None, order[1], None, int(order[2]), NumberStatus.REJECTED, (), reason)


def _bare(raw: str, changes: list[str]) -> str:
    """`raw` without what carries no meaning: invisible marks, full width, outer blanks, label, one outer pair."""
    text = _step(raw, _INVISIBLE.sub("", raw), "去掉零宽字符", changes)
    text = _step(text, text.translate(_WIDE), "全角数字、字母改为半角", changes)
    text = _step(text, text.strip(), "去掉空白", changes)
    text = _step(text, _LABEL.sub("", text, count=1) if _LABEL.match(text) else text, "去掉前面的“文号”字样", changes)
    return _step(text, _inside(text), "去掉外层括号或引号", changes)


def _step(before: str, after: str, name: str, changes: list[str]) -> str:
    if after != before:
        changes.append(name)
    return after


def _inside(text: str) -> str:
    """The text within one pair of brackets or quotes that holds all of it, or the text itself."""
    if len(text) < 2 or text[0] not in _OPEN or text[-1] != _CLOSE[_OPEN.index(text[0])]:
        return text
    inner = text[1:-1]
    return text if text[0] in inner and text[0] == text[-1] else inner.strip()


def _parts(text: str, changes: list[str]) -> tuple[str, int, int]:
    years = list(_YEAR.finditer(text))
    if len(years) != 1:
        raise _Unclear(_why_no_year(text) if not years else "一格里有几个文号，请分开登记")
    year = years[0]
    prefix = _prefix(text[: year.start()], changes)
    fault = _year_fault(year[1])
    if fault:
        raise _Unclear(fault)
    _note_year(year, changes)
    return prefix, int(year[1]), _serial(text[year.end() :], changes)


def _note_year(year: re.Match[str], changes: list[str]) -> None:
    noted = (
        (_BLANK.search(year[0]), "去掉空白"),
        (year[0][0] + year[0][-1] != "〔〕", "年份括号改为〔〕"),
        (year[2], "去掉年份后的“年”"),
    )
    changes.extend(name for seen, name in noted if seen)


def _why_no_year(text: str) -> str:
    if text in _NOTHING:
        return "没有文号"
    if _DATE.fullmatch(text):
        return "这是日期，不是文号"
    if re.fullmatch(r"第?\s*[0-9]+\s*[号號]?", text):
        return "只有顺序号，缺机关代字和年份"
    if re.search(rf"[{_YEAR_OPEN}]\s*[0-9]+\s*[{_YEAR_CLOSE}]", text):
        return "年份不是四位数"
    if re.search(rf"[{_YEAR_OPEN}{_YEAR_CLOSE}]", text):
        return "年份括号不成对，或括号里不是年份"
    if re.search(r"[0-9]{4}", text):
        return "年份没有括号，无法确定哪几位是年份"
    return "缺年份"


def _year_fault(digits: str) -> str | None:
    return None if FIRST_YEAR <= int(digits) <= LAST_YEAR else "年份不合理"


def _prefix(text: str, changes: list[str]) -> str:
    bare = text.strip()
    pieces = bare.split()
    if len(pieces) > 1 and any(len(piece) > 1 for piece in pieces):
        raise _Unclear("机关代字中间有空白，无法确定从哪里算起")
    prefix = _step(text, "".join(pieces), "去掉空白", changes)
    prefix = _step(prefix, prefix.replace("(", "（").replace(")", "）"), "代字里的括号改为全角", changes)
    fault = _prefix_fault(prefix)
    if fault:
        raise _Unclear(fault)
    return prefix


def _prefix_fault(prefix: str) -> str | None:
    if not prefix:
        return "缺机关代字"
    if re.search("关于|的通知|的报告|的函", prefix) or len(prefix) > LONGEST_PREFIX:
        return "文号前面连着标题或别的文字，无法确定机关代字"
    if re.search(r"[0-9]", prefix):
        return "机关代字里有数字，可能混进了别的编号"
    if prefix.endswith("第") or not _NORMAL_PREFIX.fullmatch(prefix):
        return "机关代字里有不该有的符号"
    if _LABEL.match(prefix + "〔"):
        return "文号前面的字样重复，无法确定机关代字"
    return None


def _serial(text: str, changes: list[str]) -> int:
    bare = text.strip()
    found = _SERIAL.match(bare)
    if not found:
        raise _Unclear("缺顺序号" if not bare.strip("号號第 ") else "顺序号不是阿拉伯数字，或后面不是“号”")
    tail = _TAIL.fullmatch(bare, found.end())
    if not tail:
        raise _Unclear(_why_tail(bare[found.end() :]))
    if text != bare or _BLANK.search(bare):
        changes.append("去掉空白")
    _note_serial(found, tail, changes)
    return _counted(found["after"] or found["before"], changes)


def _note_serial(found: re.Match[str], tail: re.Match[str], changes: list[str]) -> None:
    noted = (
        (found["ordinal"], "去掉“第”"),
        (found["moved"], "“号”移到顺序号后面"),
        (found["after"] and not found["mark"], "补上“号”"),
        (found["mark"] == "號" or found["moved"] == "號", "“號”改为“号”"),
        (tail["word"], "去掉末尾的“文”字样"),
        (tail["empty"], "去掉末尾的空括号"),
        (tail["point"], "去掉末尾的标点"),
    )
    changes.extend(name for seen, name in noted if seen)


def _why_tail(rest: str) -> str:
    if re.match(r"\s*[-－—–~～至到、,，/／;；和及]\s*第?[0-9]", rest):
        return "一格里有几个文号，请分开登记"
    return "顺序号后面还有别的文字，无法确定是不是同一个文号"


def _counted(digits: str, changes: list[str]) -> int:
    plain = _step(digits, digits.lstrip("0"), "去掉顺序号前面的零", changes)
    if not plain:
        raise _Unclear("顺序号是零")
    if len(plain) > LONGEST_SERIAL:
        raise _Unclear("顺序号太长")
    return int(plain)
