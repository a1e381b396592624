"""A grammar of titles: what who writes about, by sender and kind. Every sentence is made up here."""

from dataclasses import dataclass
from datetime import date
from random import Random

from govtui.domain.documents.kinds import ACTION, READING
from govtui.domain.people.terms import COUNTY, DEPARTMENT
from govtui.services.demonstration import city

_DOWN = {"通知": 52, "通报": 8, "意见": 6, "函": 14, "批复": 8, "决定": 3, "公告": 1, "通告": 1, "其他": 7}
_KINDS: dict[str, dict[str, int]] = {
    DEPARTMENT: {"请示": 34, "报告": 28, "函": 16, "通知": 7, "意见": 2, "通报": 2, "其他": 11},
    COUNTY: {"请示": 44, "报告": 38, "函": 10, "其他": 8},
    city.ABOVE: _DOWN,
    city.PARTY: {"通知": 45, "函": 25, "纪要": 12, "决议": 2, "议案": 2, "通报": 8, "其他": 6},
    city.MASSES: {"函": 45, "请示": 20, "报告": 20, "通知": 10, "其他": 5},
    city.GARRISON: {"函": 62, "请示": 12, "报告": 18, "其他": 8},
    city.COMPANY: {"请示": 48, "报告": 32, "函": 20},
}
_READ = {
    "报告": (
        "关于{q}{t}工作情况的报告",
        "关于{t}工作推进情况的报告",
        "关于落实{t}有关要求情况的报告",
        "关于{c}{t}调研情况的报告",
        "关于{y}年{t}任务完成情况的报告",
        "关于{t}存在问题和下步打算的报告",
    ),
    "通知": (
        "关于印发《{t}管理办法》的通知",
        "关于印发《{t}{y}年工作要点》的通知",
        "关于公布{y}年{t}示范单位名单的通知",
        "关于进一步规范{t}工作的通知",
        "关于下达{y}年{t}资金计划的通知",
    ),
    "通报": ("关于{q}{t}情况的通报", "关于{t}考核结果的通报", "关于{t}典型经验的通报"),
    "意见": ("关于进一步加强{t}工作的意见", "关于推进{t}高质量发展的实施意见", "关于健全{t}长效机制的指导意见"),
    "批复": ("关于同意{c}{t}实施方案的批复", "关于{t}规划调整的批复", "关于{t}项目可行性研究报告的批复"),
    "决定": ("关于表彰{y}年{t}先进集体的决定", "关于废止部分{t}文件的决定"),
    "决议": ("关于{y}年{t}专项报告的决议",),
    "纪要": ("{t}工作专题会议纪要", "研究{t}有关问题的会议纪要"),
    "公告": ("关于{y}年{t}事项的公告",),
    "通告": ("关于加强{t}管理的通告",),
    "函": ("关于{t}有关事项的复函", "关于{c}{t}情况的答复函", "关于报备{t}方案的函"),
    "其他": ("{t}工作简报第{n}期", "{t}动态第{n}期", "{q}{t}分析材料", "{t}专报第{n}期"),
}
_ACT = {
    "请示": (
        "关于解决{t}工作经费的请示",
        "关于审定《{t}实施方案》的请示",
        "关于批准{c}{t}项目立项的请示",
        "关于调整{t}工作领导小组的请示",
        "关于申请拨付{y}年{t}专项资金的请示",
        "关于恳请支持{t}建设用地的请示",
        "关于召开{t}推进会的请示",
        "关于将{t}列入{y}年重点工作的请示",
        "关于{c}{t}有关问题的请示",
    ),
    "函": (
        "关于征求《{t}实施方案（征求意见稿）》意见的函",
        "关于商请协助做好{t}工作的函",
        "关于商请提供{t}有关资料的函",
        "关于邀请参加{t}现场会的函",
        "关于请予会签《{t}办法》的函",
    ),
    "通知": (
        "关于召开{t}工作会议的通知",
        "关于报送{q}{t}情况的通知",
        "关于开展{t}专项排查的通知",
        "关于做好{y}年{t}项目申报工作的通知",
        "关于限期整改{t}突出问题的通知",
    ),
    "议案": ("关于加快{t}的议案",),
    "通报": ("关于{t}督办事项整改要求的通报",),
}
_SUFFIX = {"请示": ("请", "呈"), "报告": ("报", "发"), "函": ("函",), "议案": ("案",), "纪要": ("纪",)}
_ACTION_SHARE = {"函": 0.72, "通知": 0.4, "通报": 0.1}
_LONG = "（附《{t}任务分解表》《{t}项目库》《{c}{t}前期工作情况》和部门协商一致意见及专家论证材料）"
_PERIODS = ("全年", "第一季度", "上半年", "前三季度")
"""What a paper of each quarter looks back on; the first one on the year before."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is: title, kind, class, and the letters that its number's 机关代字 ends with."""

    title: str
    kind: str
    doc_class: str
    suffix: str


def subject(rng: Random, body: city.Body, on: date, counties: list[str]) -> Subject:
    """What `body` writes about on a day."""
    weights = _KINDS[body.category]
    kind = rng.choices(list(weights), list(weights.values()))[0]
    acts = kind in ("请示", "议案") or rng.random() < _ACTION_SHARE.get(kind, 0)
    sentence = rng.choice((_ACT if acts else _READ)[kind])
    if rng.random() < 0.006:
        sentence += _LONG
    title = sentence.format(
        t=rng.choice(body.topics),
        c=body.short if body.category == COUNTY else rng.choice(counties),
        y=on.year + (on.month >= 11 and rng.random() < 0.5),
        q=f"{on.year - (on.month <= 3)}年{_PERIODS[(on.month - 1) // 3]}",
        n=on.timetuple().tm_yday // 9 + 1,
    )
    if kind != "其他" and rng.random() < 0.35:
        title = body.name + title
    return Subject(title, kind, ACTION if acts else READING, _suffix(rng, kind))


def _suffix(rng: Random, kind: str) -> str:
    if kind == "其他":
        return ""
    return rng.choice(_SUFFIX.get(kind, ("发", "发", "发", "办发")))
