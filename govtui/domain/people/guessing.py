"""What a foreign sheet leaves unsaid: a unit's category from its name, a post's role from its title.

A guess is only a proposal: the sheet's own column, or the clerk, has the last word.
"""

import re

from govtui.domain.people import terms
from govtui.domain.text import fold
from govtui.rulebook.model import Rulebook

OFFICE_HEAD = terms.OFFICE_HEAD

_CATEGORY_WORDS = {
    terms.DEPARTMENT: "部门 工作部门 政府部门 政府工作部门 组成部门 市直部门 市直单位 市直 直属机构 委办局",
    terms.MANAGED: "部门管理机构 管理机构 下属机构",
    terms.DISPATCHED: "派出机构 政府派出机构 园区 开发区",
    terms.INSTITUTION: "事业单位 直属事业单位 市直事业单位",
    terms.COUNTY: "县市区 县区 区县 县市 县 区 市区",
    terms.SECTION: "科室 内设科室 内设机构 处室 科 处 室",
    "上级机关": "上级机关 上级 上级单位 省直部门 省直单位 省直 中央 国务院",
    "党委人大政协": "党委人大政协 党委 市委 党委部门 市委部门 党群 人大 政协",
    "群团组织": "群团组织 群团 人民团体",
    "驻地单位": "驻地单位 驻市单位 中省驻市单位 中央省属驻市单位 垂管单位 垂直管理单位 军队",
    "企业": "企业 国企 国有企业 平台公司",
    "其他": "其他 其它",
}
_BY_WORD = {word: category for category, words in _CATEGORY_WORDS.items() for word in words.split()}

_NAME_ENDS = (
    ("上级机关", r"^(国务院|中共中央|.{1,4}省|中央)|部$"),
    (terms.DISPATCHED, r"(开发区|高新区|园区|新区|示范区|风景区|管理区)(管理委员会|管委会)?$|管委会$"),
    ("党委人大政协", r"(市委|县委|区委|州委)|人大常委会|人民代表大会|政协|纪委"),
    ("群团组织", r"(总工会|团市委|妇联|妇女联合会|科协|工商联|残联|红十字会|文联|侨联)$"),
    ("企业", r"(公司|集团|银行)$"),
    (terms.COUNTY, r"(县|区|市|旗)(人民政府|政府)?$"),
    (terms.SECTION, r"(科|处|科室|督查室|值班室|秘书室)$"),
    (terms.INSTITUTION, r"(中心|学院|大学|医院|学校|研究院|研究所|馆|站|台|社|园)$"),
    (terms.DEPARTMENT, r"(局|委|委员会|办公室|办|厅|支队)$"),
)


def category_named(text: str) -> str | None:
    """The category that a sheet's word means, None for a word that means none."""
    return _BY_WORD.get(fold(text))


def guess_category(name: str) -> str:
    """The category that the ending of a unit's name speaks for; 其他 where it speaks for none."""
    for category, pattern in _NAME_ENDS:
        if re.search(pattern, name):
            return category
    return "其他"


def guess_role(book: Rulebook, title: str, category: str, unit_name: str = "") -> str | None:
    """The role a title means for somebody of a unit of this category; "" stands for the government itself.

    None where the pack has no such role and no role for other staff.
    """
    known = {role.id for role in book.roles}
    own = category in _GOVERNMENT
    for role in book.roles:
        if fold(role.title) == fold(title) and (own or not role.leader):
            return role.id
    found = _role_by_words(title, category)
    if found == terms.DEPARTMENT_HEAD and fold(unit_name).endswith(("政府办公室", "政府办")) and OFFICE_HEAD in known:
        return OFFICE_HEAD
    if found in known:
        return found
    return terms.CLERK if terms.CLERK in known else None


_GOVERNMENT = ("", terms.DEPARTMENT, "其他")
"""Categories whose people can be leaders of the government: a county's mayor is none."""

_PARTS = re.compile(r"[、，,；;/]")
_SECRETARY = re.compile(r"(副)?秘书长")
_HEAD = re.compile(r"(局长|主任|厅长|院长|校长|台长|馆长|站长|会长|主席|支队长|总经理|董事长|县长|区长|市长|旗长)$")
_COMMITTEE = re.compile(r"(党组成员|党委委员|班子成员|组长|总工程师|总会计师|总经济师)$")


def _role_by_words(title: str, category: str) -> str:
    parts = _PARTS.split(re.sub(r"[（(].*?[)）]|\s", "", title))
    if category in _GOVERNMENT:
        secretary = next((part for part in parts if _SECRETARY.search(part)), "")
        if secretary:
            return terms.DEPUTY_SECRETARY if "副秘书长" in secretary else terms.SECRETARY_GENERAL
        leader = _leader_role(parts)
        if leader:
            return leader
    if category == terms.SECTION or parts[-1].endswith(("科长", "处长", "室主任")):
        chief = parts[-1].endswith(("科长", "处长", "主任")) and "副" not in parts[-1]
        return terms.CHIEF if chief else terms.CLERK
    head, deputy = terms.DEPARTMENT_HEAD, "department_deputy"
    if category == terms.COUNTY:
        head, deputy = terms.COUNTY_HEAD, "county_deputy"
    return {"head": head, "deputy": deputy}.get(_standing(parts), terms.CLERK)


def _standing(parts: list[str]) -> str:
    """head, deputy or neither: the administrative title goes before the party's (党组书记、副局长 is a deputy)."""
    heading = [part for part in parts if _HEAD.search(part)]
    if any("副" not in part for part in heading):
        return "head"
    if heading or any(_COMMITTEE.search(part) for part in parts):
        return "deputy"
    secretaries = [part for part in parts if part.endswith("书记")]
    if any("副" not in part and "纪" not in part for part in secretaries):
        return "head"
    return "deputy" if secretaries else ""


def _leader_role(parts: list[str]) -> str:
    """The leader's role that a title speaks of, empty where it speaks of none."""
    for pattern, role in (
        (r"(常务副(市|县|区|州|省|旗)?长|负责常务工作.*)", terms.EXECUTIVE),
        (r".{0,4}副(市|县|区|州|省|旗)长", terms.VICE_MAYOR),
        (r".{0,4}(市|县|区|州|省|旗)长", terms.MAYOR),
        (r".*政府党组成员", "party_group_member"),
    ):
        if any(re.fullmatch(pattern, part) for part in parts):
            return role
    return ""
