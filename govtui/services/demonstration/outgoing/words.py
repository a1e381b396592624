"""What the invented office writes itself: forms by series, titles, bodies, opinions, reasons."""

from dataclasses import dataclass

from govtui.rulebook.terms import Direction


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of paper of a series: how often it comes, its titles, how open it usually is.

    `to`: whom it goes to – everybody below, one county, another body, the province. `open_share` is the share that is
    published of its own accord; the others are closed for `closed`.
    """

    series: str
    kind: str
    direction: Direction
    weight: int
    to: str
    titles: tuple[str, ...]
    open_share: float = 1.0
    closed: str = ""
    urgency: str = "普通"


BELOW, COUNTY_TO, LEVEL, PROVINCE_TO = "below", "county", "level", "province"

_INNER = "机关内部事务"
FORMS = (
    Form("gov_issue", "通知", "down", 11, BELOW, ("关于公布{y}年{t}重点项目的通知", "关于加强{t}工作的通知")),
    Form("gov_issue", "意见", "down", 6, BELOW, ("关于推进{t}高质量发展的实施意见", "关于健全{t}长效机制的意见")),
    Form("gov_issue", "决定", "down", 4, BELOW, ("关于表扬{y}年{t}先进单位的决定",)),
    Form("gov_issue", "报告", "up", 3, PROVINCE_TO, ("关于{y}年{t}工作情况的报告",), 0.0, "上报材料，由上级机关决定"),
    Form("gov_issue", "请示", "up", 3, PROVINCE_TO, ("关于支持{t}项目的请示",), 0.0, "上报材料，由上级机关决定"),
    Form(
        *("office_issue", "通知", "down", 34, BELOW),
        ("关于印发《{t}工作方案》的通知", "关于做好{y}年{t}工作的通知", "关于成立{t}工作领导小组的通知"),
    ),
    Form("office_issue", "意见", "down", 6, BELOW, ("关于进一步规范{t}工作的实施意见",)),
    Form(
        "gov_letter",
        "批复",
        "down",
        12,
        COUNTY_TO,
        ("关于{c}{t}实施方案的批复", "关于同意{c}{t}规划调整的批复"),
        0.8,
        _INNER,
    ),
    Form("gov_letter", "函", "level", 6, LEVEL, ("关于商请支持{t}工作的函",), 0.2, _INNER),
    Form(
        "office_letter",
        "函",
        "level",
        16,
        LEVEL,
        ("关于征求《{t}工作方案》意见的函", "关于报送{t}情况的函"),
        0.1,
        _INNER,
    ),
    Form(
        *("telegram", "通知", "down", 8, BELOW),
        ("关于做好节假日期间{t}工作的通知", "关于迅速开展{t}排查的通知"),
        *(0.6, _INNER, "加急"),
    ),
    Form("personnel", "通知", "down", 8, BELOW, ("关于{p}等同志职务任免的通知",)),
)
NORMATIVE = Form("normative", "通知", "down", 0, BELOW, ("关于印发《{t}管理办法》的通知",))
REPEAL_TITLE = "关于废止{t}有关文件的通知"

BODY = (
    "{to}：\n为做好{t}工作，经研究，现就有关事项通知如下。\n一、总体要求\n坚持问题导向，细化目标任务，确保{t}工作取得实效。\n"
    "二、重点任务\n（一）摸清底数。由{u}牵头，全面掌握{t}情况，建立台账。\n（二）压实责任。明确责任单位和完成时限，按季度调度。\n"
    "三、工作保障\n加强协调配合，及时研究解决问题，重要情况按程序报告。"
)
ATTACHMENTS = ("", "", "", "任务分工表", "工作流程图\n情况统计表")
SIGN_OPINIONS = ("同意。", "同意印发。", "同意，请按程序印发。", "请按程序印发，抓好落实。")
COSIGN_VIEWS = "建议把牵头责任调整由属地承担，我单位配合。"
COSIGN_GROUNDS = "现行职责分工中该项由属地负责，我单位没有相应机构和人员。"
COSIGN_PROPOSAL = "牵头单位意见、会签单位意见一并呈报，请领导裁定。"
MEETING = "市政府第{n}次常务会议"
VOID_REASON = "与另一件合并发文，本号作废"
RESERVED_REASON = "预留给年度重点工作任务分工的通知"
STARTED = "启用本系统前，纸质发文登记簿已编到这一号"
RECORDED = "补录原登记簿到这一号"
LEGAL_OPINION = "经审查，符合法定权限和程序，内容合法。"
SENT_BY, RECEIPT = ("公文交换", "公文交换", "电子公文系统"), "备案回执已存"
