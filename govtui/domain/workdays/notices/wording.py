"""From a pasted text to clean sentences: one width, no stray line breaks, headings and names found."""

import re
import unicodedata
from dataclasses import dataclass

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {
    "〇": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "两": 2,
    "廿": 20,
}
_FESTIVALS = (
    (r"元旦|新年(?=[:放])", "元旦"),
    (r"春节", "春节"),
    (r"清明节?", "清明节"),
    (r"[“\"]?五一[”\"]?(?:国际)?(?:劳动节)?|(?:国际)?劳动节", "劳动节"),
    (r"端午节?", "端午节"),
    (r"中秋节?", "中秋节"),
    (r"[“\"]?十一[”\"]?国庆节?|[“\"]十一[”\"]|国庆节?", "国庆节"),
    (r"(?:中国人民)?抗日战争暨世界反法西斯战争胜利\d+周年纪念日", ""),
)
_FESTIVAL = re.compile("|".join(f"(?P<f{i}>{pattern})" for i, (pattern, _) in enumerate(_FESTIVALS)))
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.,]|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.]?|\d{1,2}[、.)](?!\d))"
)
_RUN_ON = re.compile(
    r"(?<=[。;,天班休假日)])(?=[一二三四五六七八九十]{1,2}、(?:\d{4}年)?[“\"]?(?:元旦|春节|清明|劳动|五一|国际劳动|端午|中秋|国庆|十一))"
)
_DATE_HEAD = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}")
_NUMBER = re.compile(r"[一-龥]{2,12}?[〔\[(【]\d{4}[〕\])】]第?\d{1,4}号")
_CHINESE_DAY = re.compile(
    r"([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿]{1,3})[日号](?:([至到—~-]+)([一二三四五六七八九十廿]{1,3})[日号])?"
)
_CHINESE_YEAR = re.compile(r"[一二][〇○零Oo一二三四五六七八九0]{3}年")
_SENTENCE_END = "。;:!?;"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `name` is the festival (or heading) that it opens with, `numbered` when an item starts."""

    text: str
    name: str = ""
    numbered: bool = False
    year: int | None = None


def chinese_number(text: str) -> int:
    """Value of plain digits or of Chinese numerals up to 99 (`十二` 12, `廿八` 28, `二十` 20)."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return DIGITS[text] if len(text) == 1 else sum(DIGITS[char] for char in text)


def plain(text: str) -> str:
    """`text` in one width with plain digits in its dates and one kind of bracket; line breaks kept."""
    text = unicodedata.normalize("NFKC", re.sub("[\u200b-\u200f\u2060\ufeff]", "", text))
    text = re.sub(r"[^\S\n]+", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CHINESE_YEAR.sub(lambda m: "".join(str(DIGITS.get(c, c)) for c in m[0][:-1]) + "年", text)
    return _CHINESE_DAY.sub(_plain_day, text)


def _plain_day(found: re.Match[str]) -> str:
    head = f"{chinese_number(found[1])}月{chinese_number(found[2])}日"
    return head + (f"{found[3]}{chinese_number(found[4])}日" if found[4] else "")


def own_number(text: str) -> str | None:
    """The notice's own document number: on a line of its own, else the first that is not cited after a 《title》."""
    lines = [line.strip() for line in plain(text).split("\n")]
    alone = [line for line in lines if _NUMBER.fullmatch(line)]
    body = re.sub(r"《[^》]*》\s*[\[(〔【]+[^。]*?号[)\]】]*", "", "\n".join(lines))
    found = alone[0] if alone else (m[0] if (m := _NUMBER.search(body)) else None)
    if found is None:
        return None
    return re.sub(r"[\[(【](\d{4})[\])】]", r"〔\1〕", re.sub(r"^(?:文号|发文字号|根据|按照)[:]?", "", found))


def sentences(text: str) -> list[Sentence]:
    """The sentences of a plain text in order."""
    joined = _RUN_ON.sub("。", _join_lines(plain(text)))
    joined = joined.replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")")
    parts = re.split(r"[。;!?\n]+", re.sub(r"\([^()]*注:[^()]*\)", "", joined))
    return [_sentence(part) for part in parts if part]


def _join_lines(text: str) -> str:
    """Lines broken anywhere become one, headings and closed sentences stay apart."""
    out = ""
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        apart = not out or out[-1] in _SENTENCE_END or _stands_alone(line) or _is_heading(out.rpartition("\n")[2])
        out += ("\n" if apart and out else "") + line
    return out


def _stands_alone(line: str) -> bool:
    if _NUMBERING.match(line) or re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", line):
        return True
    found = _FESTIVAL.match(line)
    return found is not None and re.match(r"[:放假、(,]", line[found.end() :]) is not None


def _is_heading(line: str) -> bool:
    """A short line with a name and no date: `元旦放假3天`."""
    if len(line) > 15 or line[-1:] in ",、:" or line[-1:].isdigit():
        return False
    return _FESTIVAL.search(line) is not None and not _DATE_HEAD.search(line)


def _sentence(text: str) -> Sentence:
    numbering = _NUMBERING.match(text)
    body = text[numbering.end() :] if numbering else text
    year = found[0] if (found := re.match(r"\d{4}(?=年(?!\d{1,2}月))", body)) else None
    return Sentence(body, _name(body, numbering is not None), numbering is not None, int(year) if year else None)


def _name(body: str, numbered: bool) -> str:
    first_day = _DATE_HEAD.search(body)
    head = re.sub(r"\([^()]*\)|《[^》]*》", "", body[: first_day.start()] if first_day else body)
    label, colon, _ = head.partition(":")
    names = festivals(label if colon else head)
    if "延长" in body and not names:
        names = festivals(body.partition("假期")[0])
    if names:
        return names
    quoted = re.search(r"[“\"]([^”\"]{2,10})[”\"]", head)
    if quoted:
        return quoted[1]
    label = re.sub(r"^\d{4}年", "", label)
    plain_label = numbered and colon and first_day and 2 <= len(label) <= 15
    return label if plain_label and not re.search(r"其中|如下|时间|安排|通知|放假|上班", label) else ""


def festivals(text: str) -> str:
    """The festivals named in `text` in their order, joined by 、; too many (a preamble) or none give an empty text."""
    names: list[str] = []
    for found in _FESTIVAL.finditer(text):
        name = next(fixed for i, (_, fixed) in enumerate(_FESTIVALS) if found[f"f{i}"]) or found[0].removeprefix(
            "中国人民"
        )
        if name not in names:
            names.append(name)
    return "、".join(names) if len(names) <= 2 else ""
