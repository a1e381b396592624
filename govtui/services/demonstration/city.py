"""The invented city: its departments, counties, sections and whoever else writes to its government.

Every name here is made up; kinds of bodies are those that every city has.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from govtui.domain.people.terms import COUNTY, DEPARTMENT, SECTION

CITY, PROVINCE = "澜宁市", "岚江省"
GOVERNMENT = f"{CITY}人民政府"
OFFICE = f"{GOVERNMENT}办公室"
CITY_SIGN, PROVINCE_SIGN = "澜", "岚"
"""The first character of the 机关代字 of the city's and the province's bodies."""

ABOVE, PARTY, MASSES, GARRISON, COMPANY = "上级机关", "党委人大政协", "群团组织", "驻地单位", "企业"


@dataclass(frozen=True, slots=True)
class Body:
    """One unit of the city. `sign` is its 机关代字 without 发, 函…; `topics` are what its papers are about.

    `field` numbers the vice mayor in charge (0: the executive one); None: nobody has been named.
    """

    name: str
    short: str
    category: str
    sign: str = ""
    topics: tuple[str, ...] = ()
    field: int | None = None
    independent: bool = False


_DEPARTMENTS = """
0 政府办公室 政办 政务公开 值班值守 政务信息 机关后勤保障 公文处理
0 发展和改革委员会 发改 重大项目建设 能源保供 价格监测 营商环境 以工代赈 社会信用体系建设 县域经济
0 财政局 财 预算执行 专项债券 国库集中支付 财政资金绩效评价 非税收入 政府采购 乡镇财政管理
0 税务服务局 税服 税费优惠政策落实 社保费征缴 税收共治 纳税信用
0 审计局 审 领导干部经济责任审计 政府投资项目审计 审计问题整改 预算执行审计
0 统计局 统 经济普查 统计数据质量 住户调查 规模以上企业入库
0 国有资产监督管理委员会 国资 国企改革 国有资产保值增值 平台公司转型 经营性资产清查
0 机关事务管理局 机管 公务用车管理 办公用房清理 公共机构节能
1 工业和信息化局 工信 工业稳增长 中小企业纾困 产业链链长制 智能制造 园区提质
1 商务局 商 外贸稳定 消费促进 招商引资 电子商务进农村 口岸建设
1 科学技术局 科 高新技术企业培育 研发投入 科技特派员 科技成果转化
1 市场监督管理局 市监 食品安全 特种设备安全 质量强市 知识产权保护 价格监督检查
1 数据局 数 政务数据共享 智慧城市建设 一网通办 算力基础设施
2 自然资源和规划局 资规 国土空间规划 耕地保护 矿产资源管理 地质灾害防治 批而未供土地处置
2 住房和城乡建设局 住建 城市更新 老旧小区改造 保障性住房 建筑工程质量安全 燃气安全
2 城市管理和综合执法局 城管 生活垃圾分类 违法建设治理 市容环境整治 停车秩序
2 交通运输局 交 农村公路建设 公路水路安全 公共交通 货车超限治理 春运组织
2 人民防空办公室 防办 人防工程建设 防空警报试鸣 早期人防工程整治
2 住房公积金管理中心 公积金 公积金归集使用 灵活就业人员缴存
3 农业农村局 农 高标准农田建设 粮食生产 乡村产业 农村人居环境 动物疫病防控 农产品质量安全
3 水利局 水 防汛抗旱 河湖长制 水库除险加固 农村饮水安全 水资源管理
3 林业局 林 森林防火 国土绿化 林长制 松材线虫病防治 自然保护地整合
3 乡村振兴局 乡振 防返贫监测 易地搬迁后续扶持 驻村帮扶 衔接资金项目
3 气象服务中心 气 人工影响天气 气象灾害预警 气候资源评估
3 供销合作总社 供 农资保供 再生资源回收 农村流通网络
4 教育局 教 义务教育优质均衡 校园安全 职业教育 学位供给 校外培训治理 教师队伍建设
4 卫生健康委员会 卫 公立医院改革 基层卫生服务 传染病防控 托育服务 爱国卫生运动
4 医疗保障局 医保 医保基金监管 居民参保扩面 药品集中采购 长期护理保险
4 文化旅游广电体育局 文旅 全域旅游 文物保护 公共文化服务 全民健身 广播电视安全播出
4 人力资源和社会保障局 人社 稳就业 根治欠薪 职业技能培训 事业单位人事管理 人才引进
5 公安局 公 社会治安防控 道路交通安全 打击电信网络诈骗 大型活动安保 禁毒
5 司法局 司 行政复议 人民调解 规范性文件清理 行政执法监督 公共法律服务
5 信访局 信 积案化解 重复信访治理 领导干部接访
5 退役军人事务局 退役 双拥工作 退役军人安置 烈士褒扬 优抚对象保障
5 应急管理局 应急 安全生产 危险化学品整治 应急预案演练 自然灾害救助 消防安全
6 民政局 民 养老服务 社会救助 地名管理 殡葬改革 儿童福利
6 生态环境局 环 大气污染防治 流域水质达标 固体废物监管 环保督察问题整改 排污许可
6 民族宗教事务局 民宗 民族团结进步 宗教活动场所安全
6 外事办公室 外 因公出国管理 友好城市交流 涉外突发事件处置
7 地方金融管理局 金 防范非法集资 企业上市培育 融资担保 农村信用环境
"""

_COUNTIES = "澜东区 澜西区 青榆市 云岫县 枫桦县 竹汀县 雁泽县 石涧县 梅屿县 禾畔县 榆埠县"
_COUNTY_TOPICS = (
    "易地扶贫搬迁后续扶持 园区污水处理厂建设 县乡公路改造 中心城区停车场建设 河道综合治理 特色产业发展 教育布局调整 "
    "县医院整体搬迁 水库除险加固 农村供水保障 山洪灾害防治 全域土地综合整治 政府债务化解 历史文化街区保护 油茶产业发展 "
    "乡镇消防队建设 集镇提质 招商引资重点项目用地 农村客运补贴 冰冻灾害救灾"
)
_SECTIONS = (
    "文秘科 秘书一科 秘书二科 秘书三科 秘书四科 秘书五科 秘书六科 秘书七科 秘书八科 综合调研科 督查科 信息科 "
    "政务公开科 总值班室 行政科"
)
_ABOVE = """
人民政府 政 0 重点工作落实 营商环境优化 安全生产 稳增长政策 政府系统督查激励
人民政府办公厅 政办 0 政务公开 政务督查 政务信息报送 重点民生实事 值班工作
发展和改革委员会 发改 0 重大项目申报 中央预算内投资 能源保供
财政厅 财 0 专项资金下达 预算绩效管理 政府债券发行
工业和信息化厅 工信 1 产业集群培育 工业技改奖补
市场监督管理局 市监 1 食品安全考核 质量提升行动
自然资源厅 资 2 建设用地报批 国土变更调查
住房和城乡建设厅 建 2 城市体检 房屋安全鉴定
交通运输厅 交 2 普通国省道养护 水上交通安全
农业农村厅 农 3 秋冬农业生产 高标准农田验收
水利厅 水 3 水旱灾害防御 河湖长制考核
教育厅 教 4 义务教育督导 高校毕业生就业
卫生健康委员会 卫 4 重点传染病防控 医疗质量管理
应急管理厅 应急 5 重大事故隐患排查 应急物资储备
公安厅 公 5 道路交通安全整治 重大活动安保
生态环境厅 环 6 环保督察整改销号 空气质量预警
"""
_OTHERS = (
    (f"中共{CITY}委员会办公室", "市委办", PARTY, "澜办", "市委常委会决定事项 调研成果转化 重要会议安排", 0),
    (f"{CITY}人大常委会办公室", "市人大办", PARTY, "澜人办", "审议意见办理 代表建议办理 执法检查", 0),
    (f"政协{CITY}委员会办公室", "市政协办", PARTY, "澜协办", "提案办理 专题协商 民主监督", 0),
    (f"{CITY}总工会", "市总工会", MASSES, "澜工", "职工劳动竞赛 困难职工帮扶", 6),
    (f"共青团{CITY}委员会", "团市委", MASSES, "澜青", "青年志愿服务 青年人才驿站", 6),
    (f"{CITY}妇女联合会", "市妇联", MASSES, "澜妇", "妇女儿童发展规划 巾帼创业", 6),
    (f"{CITY}残疾人联合会", "市残联", MASSES, "澜残", "残疾人就业保障 无障碍改造", 6),
    ("岚江铁路澜宁车务段", "澜宁车务段", GARRISON, "岚铁澜", "铁路沿线环境整治 春运运力安排", 2),
    (f"岚江电网公司{CITY}供电分公司", "澜宁供电公司", GARRISON, "岚电澜", "迎峰度冬保供 电力设施保护", 1),
    (f"岚江烟叶公司{CITY}分公司", "澜宁烟叶公司", GARRISON, "岚烟澜", "烟叶收购 烟田基础设施", 3),
    (f"岚江农村商业银行{CITY}分行", "澜宁农商行", GARRISON, "岚农商澜", "普惠金融 整村授信", 7),
    (f"{CITY}城市建设投资有限公司", "市城投公司", COMPANY, "澜城投", "城市基础设施项目融资 棚户区改造", 2),
    (f"{CITY}水务集团有限公司", "市水务集团", COMPANY, "澜水务", "第二水源工程 管网漏损治理", 2),
    (f"{CITY}公共交通有限公司", "市公交公司", COMPANY, "澜公交", "公交运营补贴 新能源车辆更新", 2),
)
WITHOUT_PORTFOLIO = ("外事办公室", "供销合作总社", "榆埠县")
"""Three bodies that nobody has been put in charge of, so that the list of such units is not empty."""


def bodies() -> tuple[Body, ...]:
    """Every unit, departments first, in the order of lists."""
    return (*_departments(), *_counties(), *_sections(), *_above(), *_others())


def government_of(county: str) -> str:
    """The name of a county's government: `云岫县人民政府`."""
    return f"{county}人民政府"


def _departments() -> Iterator[Body]:
    for line in _DEPARTMENTS.strip().splitlines():
        field, name, sign, *topics = line.split()
        named = None if name in WITHOUT_PORTFOLIO else int(field)
        full = OFFICE if name == "政府办公室" else f"{CITY}{name}"
        yield Body(full, f"市{name}", DEPARTMENT, f"{CITY_SIGN}{sign}", tuple(topics), named, name == "审计局")


def _counties() -> Iterator[Body]:
    topics = tuple(_COUNTY_TOPICS.split())
    for place, county in enumerate(_COUNTIES.split()):
        field = None if county in WITHOUT_PORTFOLIO else place % 7
        some = tuple(topics[(place * 3 + step) % len(topics)] for step in range(12))
        yield Body(government_of(county), county, COUNTY, f"{county[1]}政", some, field)


def _sections() -> Iterator[Body]:
    for name in _SECTIONS.split():
        yield Body(name, name, SECTION)


def _above() -> Iterator[Body]:
    for line in _ABOVE.strip().splitlines():
        name, sign, field, *topics = line.split()
        yield Body(f"{PROVINCE}{name}", f"省{name}", ABOVE, f"{PROVINCE_SIGN}{sign}", tuple(topics), int(field))


def _others() -> Iterator[Body]:
    for name, short, category, sign, topics, field in _OTHERS:
        yield Body(name, short, category, sign, tuple(topics.split()), field)
