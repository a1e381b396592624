"""Words of the people capability as users read them, and which of them the rules lean on."""

from govtui.rulebook.model import Rulebook

DEPARTMENT, COUNTY, SECTION = "部门", "县市区", "科室"
MANAGED, DISPATCHED, INSTITUTION = "部门管理机构", "派出机构", "事业单位"
CATEGORIES = (
    DEPARTMENT,
    MANAGED,
    DISPATCHED,
    INSTITUTION,
    COUNTY,
    SECTION,
    "上级机关",
    "党委人大政协",
    "群团组织",
    "驻地单位",
    "企业",
    "其他",
)
"""Every category a unit can have, in the order of lists."""

IN_CHARGE, ASSISTING, SERVING = "分管", "协管", "服务"
PORTFOLIO_KINDS = (IN_CHARGE, ASSISTING, SERVING)
KIND_TITLES = {IN_CHARGE: "分管副市长", ASSISTING: "协管副秘书长", SERVING: "对应科室"}
"""What is missing when a portfolio entry is missing, in the words of the list."""

PRESIDING = "主持工作"
CHAIRING = "主持会议"
DELEGATION_KINDS = (PRESIDING, "代行签发", CHAIRING, "专项工作", "外事活动")
"""What one leader may ask another to do (arts. 8 and 10)."""

ABSENCE_KINDS = ("出差", "出访", "休假", "学习", "病假", "事假", "其他")
"""Kinds of absence that always exist; a rule pack may name more."""

MAYOR, EXECUTIVE, VICE_MAYOR = "mayor", "executive_vice_mayor", "vice_mayor"
SECRETARY_GENERAL, DEPUTY_SECRETARY = "secretary_general", "deputy_secretary_general"
DEPARTMENT_HEAD, COUNTY_HEAD, CHIEF, CLERK = "department_head", "county_head", "section_chief", "clerk"
OFFICE_HEAD = "office_director"
"""The head of the government's own office, where a pack tells it from the heads of departments."""
UNIT_HEADS = (DEPARTMENT_HEAD, COUNTY_HEAD, CHIEF, OFFICE_HEAD)
"""Roles that head a unit."""
MEMBER_ROLES = (MAYOR, EXECUTIVE, VICE_MAYOR, SECRETARY_GENERAL, DEPARTMENT_HEAD)
"""Roles that make up a government by the organic law of local governments; used where a pack names no plenary."""


def categories_with_portfolio(book: Rulebook) -> tuple[str, ...]:
    """Categories whose units need somebody in charge (R8a); R72 brings the bodies below departments in, if held."""
    return (DEPARTMENT, COUNTY, *((MANAGED, DISPATCHED, INSTITUTION) if book.holds("R72") else ()))


def member_roles(book: Rulebook) -> tuple[str, ...]:
    """Roles whose holders are members of the government: those of the pack's plenary meeting (R4)."""
    for kind in book.meeting_kinds:
        if kind.id == "plenary":
            return tuple(a.role for a in kind.tier("member") if a.role)
    return MEMBER_ROLES


def absence_kinds(book: Rulebook) -> tuple[str, ...]:
    """Every kind of absence to choose from, those of the pack first."""
    named = (kind for rule in book.absences for kind in rule.kinds)
    return tuple(dict.fromkeys((*named, *ABSENCE_KINDS)))


def role_titles(book: Rulebook) -> str:
    """The roles of the pack as a refusal lists them."""
    return "、".join(role.title for role in book.roles)
