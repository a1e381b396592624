"""What a title tells: 文种, 批办 or 阅知, urgency. Proposals for the clerk, never decisions.

Names of kinds and urgencies come from the rulebook; here stands only how Chinese titles are built
(党政机关公文处理工作条例 第八条 names the kinds, 第九条 the place of the title and of the urgency mark).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govtui.domain.text import clean

READING, ACTION = "阅知", "批办"


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The kind a title ends with (None: it ends with none), every kind in the ending, and what is wrong with it.

    `irregular`: two kinds stand side by side (请示报告), a fault of form that the intake check asks about (R46a).
    """

    kind: str | None
    seen: tuple[str, ...] = ()
    irregular: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClassGuess:
    """阅知 or 批办 and the reason in Chinese words."""

    doc_class: str
    reason: str


@dataclass(frozen=True, slots=True)
class UrgencyGuess:
    """An urgency name of the rulebook (None: nothing to read) and whether the paper is a telegram."""

    name: str | None
    telegram: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClassWords:
    """What a title shows about the class.

    `action_kinds` always ask for an answer, `asking_kinds` do unless a reading word stands in the title. Action words
    count in papers of `deed_kinds` and in papers without a kind; any reading word outweighs them.
    """

    action_kinds: frozenset[str] = frozenset({"请示", "议案"})
    asking_kinds: frozenset[str] = frozenset({"函"})
    deed_kinds: frozenset[str] = frozenset({"通知", "函", "意见"})
    action_words: tuple[str, ...] = (
        "征求", "商请", "恳请", "请求", "申请", "协助", "报送", "上报", "填报", "反馈", "限期", "整改", "交办",
        "督办", "转办", "核查", "会签", "会审", "参加", "出席", "召开", "会议通知", "审定", "审批", "核准",
        "提供", "推荐", "申报", "排查",
    )  # fmt: skip
    reading_words: tuple[str, ...] = (
        "复函", "答复", "备案", "印发", "公布", "任免", "任职", "免职", "表彰", "感谢", "废止",
    )  # fmt: skip


CLASS_WORDS = ClassWords()

_PAIRS = {"）": "（", ")": "(", "]": "[", "］": "［", "】": "【", "〕": "〔"}
_ENDING = " \t\n\u3000。．.，,；;：:、!！·”\"'’"
LONGEST_TITLE = 400
_ORDER_NUMBER = re.compile(r"第?\s*[0-9一二三四五六七八九十百]+\s*号$")
# 意见 is also a plain noun (反馈意见函, 征求意见通知), and a sign-off of one character is part of another word.
_NOUNS = frozenset({"意见"})
_JOIN = re.compile(r"(?:[与和及暨、/]|以及|并)$")


def kind_aliases(kinds: Iterable[str]) -> dict[str, str]:
    """Words that end a title → kind: the name itself, and both words of a name such as 命令（令）."""
    words: dict[str, str] = {}
    for kind in kinds:
        for word in re.split(r"[（()）]", kind):
            if word:
                words.setdefault(word, kind)
    return words


def guess_kind(title: str, kinds: Iterable[str]) -> KindGuess:
    """The kind of paper that `title` names at its end; `kinds` are the rulebook's names. Any text, never raises."""
    words = kind_aliases(kinds)
    stem = _stem(clean(title))
    last = _last_word(stem, words)
    if last is None:
        return KindGuess(None, note="标题末尾没有文种" if stem else "没有标题")
    before = _word_before(stem[: -len(last)], words)
    if before is None or words[before] == words[last]:
        return KindGuess(words[last], (words[last],))
    seen = (words[before], words[last])
    return KindGuess(words[last], seen, True, f"标题里并用两个文种：{before}、{last}")


def _stem(title: str) -> str:
    """`title` without what may follow the kind: closing marks, a remark in brackets, the number of an order."""
    title = title[-LONGEST_TITLE:]
    while True:
        shorter = _ORDER_NUMBER.sub("", _without_remark(title.rstrip(_ENDING)))
        if shorter == title:
            return title
        title = shorter


def _without_remark(title: str) -> str:
    opener = _PAIRS.get(title[-1:])
    at = title.rfind(opener) if opener else -1
    return title[:at] if at > 0 else title


def _last_word(stem: str, words: Iterable[str]) -> str | None:
    return max((word for word in words if stem.endswith(word)), key=len, default=None)


def _word_before(stem: str, words: Iterable[str]) -> str | None:
    two = [word for word in words if len(word) > 1 and word not in _NOUNS]
    return _last_word(_JOIN.sub("", stem), two)


def guess_class(title: str, kind: str | None, words: ClassWords = CLASS_WORDS) -> ClassGuess:
    """批办 where the paper asks for an answer or a deed, else 阅知. `kind` as guessed or chosen, None if unknown."""
    if kind in words.action_kinds:
        return ClassGuess(ACTION, f"文种是{kind}，须答复")
    stem = re.sub(r"《[^》]*》", "", _stem(clean(title)))
    against = _first_of(stem, words.reading_words)
    asked = None if against or (kind and kind not in words.deed_kinds) else _first_of(stem, words.action_words)
    if asked:
        return ClassGuess(ACTION, f"标题里有“{asked}”")
    if kind in words.asking_kinds and not against:
        return ClassGuess(ACTION, f"文种是{kind}，可能要答复")
    return ClassGuess(READING, f"标题里有“{against}”" if against else f"文种是{kind}" if kind else "看不出要答复")


def _first_of(text: str, words: Iterable[str]) -> str | None:
    return min((word for word in words if word in text), key=text.index, default=None)


_MARK = r"(?:^|[\s（(【\[［〔《★☆·:：|/])(%s)(?:$|[\s）)】\]］〕》★☆·:：|/]|关于|件|电报)"
_TELEGRAM = re.compile(r"明电|密电|电传|传真电报|电报|内电")


def guess_urgency(title: str, number: str, names: Iterable[str]) -> UrgencyGuess:
    """The urgency mark that stands by itself in `title` (（特急）关于…), and whether the number is a telegram's.

    `names` are the rulebook's; 紧急 as a plain word is not a grade and only noted.
    """
    text = clean(title)
    telegram = bool(_TELEGRAM.search(number) or _TELEGRAM.search(text))
    for name in sorted(names, key=len, reverse=True):
        if re.search(_MARK % re.escape(name), text):
            return UrgencyGuess(name, telegram, f"标题标有“{name}”")
    if "紧急" in text:
        return UrgencyGuess(None, telegram, "标题有“紧急”字样，请核定紧急程度")
    return UrgencyGuess(None, telegram, "文号是电报，请核定紧急程度" if telegram else "")
