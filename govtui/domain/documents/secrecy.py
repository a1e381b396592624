"""What must not come into a 非涉密 system: text that bears a state secret's mark, and grades other than 无 and 内部.

保守国家秘密法 第三十一条: no state secret is stored or processed on a system that is not made for it. Nothing here ever
repeats the text that it looked at: callers may log and show every sentence of this module.
"""

import re

from govtui.domain.refusal import Refusal
from govtui.domain.text import halfwidth

CLASSIFIED = "疑似涉密，请登记到机要登记簿，本系统不予保存"
UNKNOWN_GRADE = "密级只能填“无”或“内部”（工作秘密），请改正"
MENTIONED = "标题提到涉密字样，请确认本件不是国家秘密"

NO_GRADE, INTERNAL = "无", "内部"

_NONE = frozenset({
    "",
    "无", "普通", "公开", "主动公开", "依申请公开", "一般", "平件", "非密", "无密级", "非涉密", "不涉密",
    "不保密", "否", "-", "--", "—", "——", "/",
})  # fmt: skip
_INTERNAL = frozenset({
    "内部", "工作秘密", "内部(工作秘密)", "内部资料", "内部文件", "内部材料", "内部事项", "内部使用",
    "内部掌握", "内部公开", "内部资料注意保存", "内部文件注意保存", "内部资料不得外传",
})  # fmt: skip

_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_OLD_FORMS = str.maketrans("絕機祕級", "绝机秘级")
_GRADE = r"(?:绝\s*密|机\s*密|秘\s*密)"
_STAR = "[★☆⭐✩✪✫✬✭✮✯✰✱✲⚝🌟]"
_TERM = r"(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:年|个?月)|长期|启封|解密)"
_TOPIC = "别|资质|计算机|电脑|信息|系统|以上|以下|涉密|人员|载体|场所|网络|保密|标准|设备|部位|单位"
_MARKS = re.compile(
    "|".join(
        (
            rf"{_GRADE}\s*级?\s*{_STAR}",
            rf"{_STAR}\s*{_GRADE}",
            rf"{_STAR}\s*{_TERM}",
            rf"{_GRADE}\s*级?\s*\*+\s*{_TERM}",
            rf"(?:密\s*级|(?:秘密|保密|涉密)等级|涉密级别|定密)\s*[:=为是|]*\s*[(\[【〔]?\s*{_GRADE}",
            rf"{_GRADE}\s*级(?!\s*(?:{_TOPIC}))",
            rf"[(\[{{【〔《<「『〖]\s*{_GRADE}\s*[)\]}}】〕》>」』〗]",
            r"[(\[【〔]\s*密\s*[)\]】〕]",
            rf"(?<!商业)(?<!工作)(?<!保守)(?<!国家){_GRADE}\s*级?\s*[(\[]?\s*{_TERM}",
            rf"^\W*(?:[特加平]急\W*|明电\W*|特提\W*)?{_GRADE}\s*(?:关于|文件|件|电报|[特加平]急|特提)",
            rf"(?:^|[\s:|/_#*-]){_GRADE}\s*(?:$|[\s:|/_#*-])",
        )
    )
)
_MENTION = re.compile(r"绝密|机密|秘密|涉密|密件|密级|保密期限")


def looks_classified(text: str) -> str | None:
    """The refusal sentence when `text` bears a state secret's mark (机密★, 密级：秘密, （绝密）…), else None.

    A secret as a topic (商业秘密, 保守国家秘密) passes: see `mentions_secrecy`. Blanks, full width and invisible marks
    between the characters do not hide a mark. Never raises; the sentence never holds any of the text.
    """
    return CLASSIFIED if _MARKS.search(_plain(text)) else None


def mentions_secrecy(text: str) -> str | None:
    """A question for the clerk when `text` only speaks of secrets, else None. Ask `looks_classified` first."""
    return MENTIONED if _MENTION.search(_plain(text)) else None


def read_grade(text: str) -> str:
    """The grade 无 or 内部 that `text` means. Raises Refusal, without the text, for everything else."""
    plain = re.sub(r"\s+|[,，;；、。.]", "", _plain(text))
    if plain in _NONE:
        return NO_GRADE
    if plain in _INTERNAL:
        return INTERNAL
    raise Refusal(CLASSIFIED if "密" in plain or re.search(_STAR, plain) else UNKNOWN_GRADE)


def _plain(text: str) -> str:
    """The text as the patterns expect it; single blanks also keep their time linear in its length."""
    return re.sub(r"\s+", " ", halfwidth(_INVISIBLE.sub("", text)).translate(_OLD_FORMS))
