"""The fields of an import and the header words that offices use for them. Data only; the earlier word weighs more."""

from dataclasses import dataclass
from typing import Literal

Content = Literal["text", "day", "number", "serial", "grade", "count", "phone", "kind", "title"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of an import.

    `id` names it for programs, `label` for people; `synonyms` are header words, compared without blanks, brackets and
    punctuation. `content` says what its cells look like: number is a 文号, serial a running number, day a date.
    """

    id: str
    label: str
    synonyms: tuple[str, ...]
    content: Content = "text"
    required: bool = False


def _field(id: str, label: str, words: str, content: Content = "text", required: bool = False) -> FieldSpec:
    return FieldSpec(id, label, (label, *words.split()), content, required)


INCOMING_FIELDS: tuple[FieldSpec, ...] = (
    _field(
        "number",
        "收文号",
        "收文编号 收文登记号 登记号 登记编号 来文登记号 办文编号 流水号 顺序号 编号 序号 序",
        "serial",
    ),
    _field(
        "received_at",
        "收文日期",
        "收文时间 收文日期时间 收到日期 收到时间 收件日期 收件时间 签收日期 签收时间 "
        "登记日期 登记时间 来文日期 来文时间 日期 时间",
        "day",
    ),
    _field(
        "sender",
        "来文机关",
        "来文单位 来文部门 发文机关 发文单位 发文部门 发来机关 行文单位 "
        "报文单位 报送单位 来件单位 送文单位 来电单位 单位",
    ),
    _field(
        "sender_number",
        "来文字号",
        "来文文号 发文字号 文号 原文号 文件字号 文件编号 原文字号 来文号 发文号 字号 电报号",
        "number",
    ),
    _field(
        "title",
        "标题",
        "文件标题 来文标题 公文标题 文件名称 文件题名 题名 事由 文件名 内容摘要 来文内容 文件内容 主要内容",
        "title",
        True,
    ),
    _field("kind", "文种", "公文种类 文件种类 公文类型 文件类型", "kind"),
    _field("doc_class", "类别", "类别(阅/办) 办理类别 办件类别 办件类型 阅办类别 性质 办理性质 阅/办 阅办"),
    _field("secrecy", "密级", "秘密等级 保密等级 文件密级 涉密等级 密别", "grade"),
    _field("urgency", "紧急程度", "缓急 缓急程度 紧急 等级 急缓 急件"),
    _field("copies", "份数", "收文份数 文件份数 来文份数 数量", "count"),
    _field("copy_no", "份号", "文件份号 份数编号"),
    _field("pages", "页数", "页码数 文件页数", "count"),
    _field("attachments", "附件", "附件数 附件名称 附件情况"),
    _field("channel", "来文方式", "来源 收文方式 来文渠道 收文渠道 传递方式 送达方式 来件方式 渠道"),
    _field("proposal", "拟办意见", "拟办 拟办情况 办公室拟办意见"),
    _field("section", "拟办科室", "承办处室 经办科室 办文科室 对口科室 服务科室 拟办处室"),
    _field("lead_unit", "承办单位", "主办单位 承办部门 承办科室 主办部门 主办科室 牵头单位 办理单位 责任单位 承办"),
    _field("co_units", "协办单位", "会办单位 配合单位 协办部门"),
    _field(
        "due_at", "办结时限", "要求完成时间 办理时限 办结期限 办理期限 限办日期 完成时限 时限 要求办结时间 限时", "day"
    ),
    _field("instruction", "领导批示", "批示意见 领导意见 批示内容 领导批示意见 批示"),
    _field("holder", "现在何处", "去向 文件去向 当前位置 现存何处 现在何人 分送 分发 送往 传阅情况"),
    _field("closed_at", "办结日期", "办结时间 完成日期 办毕日期 完成时间 归档日期 归卷日期", "day"),
    _field("result", "结果", "办理结果 结果/复文号 办理情况 处理结果 承办结果 办结情况 落实情况"),
    _field("answer_number", "复文号", "复文字号 回复文号 答复文号 复函文号"),
    _field("signed_by", "签收人", "领取人 接收人 收件人 收文人 签收 经手人"),
    _field("archive_no", "归档号", "归卷号 归入卷号 卷号 档号 存档号 归档编号"),
    _field("note", "备注", "说明 附注 其他"),
)

OUTGOING_FIELDS: tuple[FieldSpec, ...] = (
    _field("order", "序", "序号 顺序号 行号 流水号 编号", "serial"),
    _field(
        "number",
        "发文字号",
        "文号 发文号 发文文号 文件字号 公文字号 文件文号 文件编号 发文编号 字号 文件号 来文字号",
        "number",
    ),
    _field(
        "title",
        "标题",
        "文件标题 发文标题 公文标题 文件名称 文件题名 题名 事由 文件名 发文内容 文件内容 主要内容 内容摘要 名称",
        "title",
        True,
    ),
    _field("kind", "文种", "公文种类 文件种类 公文类型 文件类型 发文种类", "kind"),
    _field(
        "drafting_unit",
        "拟稿单位",
        "拟稿部门 拟稿科室 起草单位 起草部门 起草科室 拟文单位 代拟单位 代拟稿单位 主办单位 主办部门 承办单位 "
        "承办部门 承办科室 送文单位 单位",
    ),
    _field("drafter", "拟稿人", "起草人 撰稿人 承办人 经办人 拟稿"),
    _field("checker", "核稿", "核稿人 审核人 审核 校核人 校核 核稿科室"),
    _field("cosigners", "会签", "会签单位 会签部门 会签人 会签情况 会稿"),
    _field("signer", "签发人", "签发领导 签署人 签发人姓名 批准人 签批人 签发"),
    _field(
        "issued_on",
        "印发日期",
        "印发时间 发文日期 发文时间 发出日期 下发日期 印制日期 制发日期 发出时间 日期 时间",
        "day",
    ),
    _field("passed_on", "通过日期", "通过时间 会议通过日期 审议通过日期 讨论通过日期", "day"),
    _field("signed_on", "签发日期", "签发时间 签署日期 签署时间 签批日期 批准日期", "day"),
    _field("dated_on", "成文日期", "成文时间 落款日期 文件日期", "day"),
    _field("registered_on", "登记日期", "登记时间", "day"),
    _field("published_on", "公开日期", "公开时间 公布日期 公布时间 发布日期 发布时间", "day"),
    _field("copies", "份数", "印发份数 印制份数 发文份数 印刷份数 印数 打印份数 数量", "count"),
    _field("pages", "页数", "页码数 文件页数", "count"),
    _field(
        "addressees",
        "主送",
        "主送机关 主送单位 发往机关 发往单位 受文单位 受文机关 收文单位 发送单位 发送范围 送往单位 分发单位",
    ),
    _field("copies_to", "抄送", "抄送机关 抄送单位 抄报抄送 抄报 抄报单位"),
    _field("attachments", "附件", "附件数 附件名称 附件情况"),
    _field("secrecy", "密级", "秘密等级 保密等级 文件密级 涉密等级 密别", "grade"),
    _field("urgency", "紧急程度", "缓急 缓急程度 紧急 等级 急缓"),
    _field("publicity", "公开方式", "公开属性 公开类别 公开类型 公开形式 信息公开 信息公开属性 是否公开"),
    _field("publicity_reason", "不公开理由", "不予公开理由 不公开原因 不予公开原因 不公开依据"),
    _field("publish_channel", "公开渠道", "公布渠道 发布渠道 公开载体"),
    _field("index_number", "索引号", "信息索引号 公开索引号"),
    _field("validity", "信息时效期", "时效期 信息时效 信息有效期"),
    _field("owner_section", "公开责任部门", "公开责任单位 责任部门 责任科室 信息公开责任部门"),
    _field("normative", "规范性", "规范性文件 是否规范性文件 是否规范性 规范性文件标识"),
    _field("reg_number", "统一登记号", "统一登记编号 规范性文件登记号 规范性文件编号 三统一登记号"),
    _field("valid_until", "有效期至", "有效期截止 有效期限 有效期 失效日期 有效期止", "day"),
    _field(
        "relations",
        "废止/修改关系",
        "废止、修改关系 废止修改关系 修改废止关系 废止修改情况 修改废止情况 废止情况 修改情况 废止文件 废改情况",
    ),
    _field("state", "状态", "文件状态 办理状态 效力 效力状态 有效性 是否有效"),
    _field("seal", "用印", "用印情况 用印日期 用印时间 盖章 盖章日期"),
    _field("archived_on", "归档日期", "归档时间 归卷日期 归卷时间 存档日期", "day"),
    _field("archive_no", "归档号", "归卷号 归入卷号 卷号 档号 存档号 归档编号 归档"),
    _field("note", "备注", "说明 附注 其他"),
)

PEOPLE_FIELDS: tuple[FieldSpec, ...] = (
    _field("name", "姓名", "名字 人员姓名 领导姓名 同志", required=True),
    _field("unit", "单位", "所在单位 工作单位 部门 所属单位 单位名称 科室 处室"),
    _field("title", "职务", "现任职务 职务名称 岗位 职位 行政职务 职务职级"),
    _field("role", "角色", "职务类别 岗位类别 身份"),
    _field("rank", "排序", "排名 顺序 排名顺序 位次 序号 序", "serial"),
    _field("office_phone", "办公电话", "办公室电话 座机 固定电话 电话 单位电话 办电", "phone"),
    _field("mobile", "手机", "手机号 手机号码 移动电话 联系电话 联系方式", "phone"),
    _field("in_charge", "分管", "分管单位 分管部门 分管工作 分管领域 负责工作 分工"),
    _field("assists", "协管", "协管单位 协助分管 协管部门 协助联系 协助领导 协管工作"),
    _field("serves", "服务", "服务单位 联系单位 服务对象 对口单位"),
    _field("from_day", "任职日期", "任职时间 任现职时间 任职起始 到任日期 起始日期 自", "day"),
    _field("to_day", "离任日期", "离任时间 免职日期 免职时间 截止日期 至", "day"),
    _field("note", "备注", "说明 附注"),
)

UNIT_FIELDS: tuple[FieldSpec, ...] = (
    _field("name", "单位名称", "名称 单位 部门名称 单位全称 全称 机构名称", required=True),
    _field("short_name", "简称", "单位简称 规范简称"),
    _field("category", "类别", "单位类别 单位性质 性质 分类 机构类别"),
    _field("code", "代码", "单位代码 机构代码 编码 单位编码"),
    _field("number_prefix", "发文代字", "机关代字 代字 文号代字"),
    _field("in_charge", "分管副市长", "主管 分管领导 主管领导 分管市长 分管副县长 分管副区长 分管市领导 分管"),
    _field("assisting", "协管副秘书长", "协管领导 协管秘书长 副秘书长 联系副秘书长 协管"),
    _field("section", "服务科室", "对口科室 联系科室 服务处室 对口处室"),
    _field("parent", "上级单位", "主管部门 隶属单位 上级 隶属"),
    _field("from_day", "起始日期", "分工日期 分工起始 自", "day"),
    _field("order", "排序", "顺序 序号 序", "serial"),
    _field("phone", "电话", "值班电话 办公电话 联系电话", "phone"),
    _field("note", "备注", "说明 附注"),
)
