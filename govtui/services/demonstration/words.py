"""What leaders, clerks and units write on papers: proposals, opinions, results, reasons."""

PROPOSALS_READING = ("拟送{leader}阅。", "拟请{leader}阅示，{section}存。", "拟请{leader}阅知。")
PROPOSALS_ACTION = (
    "拟请{unit}研究提出意见，报{leader}审定。",
    "建议由{unit}牵头办理，请{leader}批示。",
    "拟转{unit}阅办，呈{leader}审示。",
)
OPINIONS_FIRST = (
    "拟同意，请{next}审示。",
    "建议由{unit}牵头研究办理，呈{next}批示。",
    "事项属实，材料齐全，请{next}阅示。",
    "请{unit}按程序提出意见，呈{next}审定。",
)
OPINIONS_MIDDLE = ("同意{before}意见，请{next}审示。", "拟按{before}意见办理，呈{next}批示。")
OPINIONS_LAST = ("同意。", "请{unit}抓紧研究办理，结果报我。", "原则同意，请{unit}把好政策关。", "按程序办理。")
INSTRUCTIONS = (
    "请{unit}认真研究，提出落实措施。",
    "此事要重视，请{unit}牵头整改并报结果。",
    "请{unit}对照要求自查，月底前报情况。",
)
RESULTS = (
    "已按批示办理，并书面答复来文单位。",
    "已召开协调会研究，明确责任分工。",
    "已审核同意，按程序下达。",
    "已反馈意见。",
    "已转{unit}纳入年度工作统筹办理。",
    "经研究暂不具备条件，已说明理由。",
)
FILED = "存查"
ANSWERS = ("已按要求办理，情况另行文报告。", "已提出书面意见。", "已会同有关单位研究，形成处理意见。", "已列入计划。")
REMINDERS = ("请尽快办理并反馈进度", "已超办结时限，请说明原因", "请今日内反馈办理情况")
WAYS = ("电话", "电话", "短信", "当面")
LATE_REASONS = ("情况紧急，领导先行签批后补登", "会议现场呈批，会后补登", "节假日值班收文，上班后补登")
INCOMPLETE = "急件先行登记，文号和页数待补"
RETURNS = {
    "请示": ("several_matters", "not_consulted", "pushed_up", "no_contact", "attachment_missing", "addressee"),
    "报告": ("request_in_report", "wrong_kind", "attachment_missing"),
}
RETURNS_ELSE = ("wrong_form", "not_ours", "department_matter", "attachment_missing")
ATTACHMENTS = ("附件1份", "附件2份", "附表1份", "实施方案1份", "资金测算表1份")
