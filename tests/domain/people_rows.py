"""A small invented government for tests about people."""

from datetime import date

from govtui.domain.people import (
    AbsenceRow,
    DelegationRow,
    Directory,
    PersonRow,
    PortfolioRow,
    PostRow,
    UnitRow,
)
from govtui.rulebook import Rulebook, load

BOOK = load("chenzhou-2017")
ZHOU, QIN, SHEN, HE, YANG, WEI, LU = 1, 2, 3, 4, 5, 6, 7
OFFICE, FINANCE, EDUCATION, ZONE, COUNTY, SECTION, FIRM, FORESTRY = 1, 2, 3, 4, 5, 6, 7, 8
JUNE = date(2026, 6, 1)
DAY = date(2026, 11, 23)

UNITS = [
    UnitRow(OFFICE, 1, "市政府办公室", "市府办", "部门"),
    UnitRow(FINANCE, 1, "市财政局", "财政局", "部门", "财"),
    UnitRow(EDUCATION, 1, "市教育局", "教育局", "部门", "教"),
    UnitRow(ZONE, 1, "高新区管委会", "高新区", "派出机构"),
    UnitRow(COUNTY, 1, "清溪县人民政府", "清溪县", "县市区"),
    UnitRow(SECTION, 1, "财贸科", "", "科室", parent_id=OFFICE),
    UnitRow(FIRM, 1, "城投公司", "", "企业"),
    UnitRow(FORESTRY, 1, "国有林场管理站", "", "部门管理机构", parent_id=EDUCATION),
]
PEOPLE = [
    PersonRow(ZHOU, 1, "周致远"),
    PersonRow(QIN, 1, "秦立本"),
    PersonRow(SHEN, 1, "沈若愚"),
    PersonRow(HE, 1, "何清如"),
    PersonRow(YANG, 1, "杨克勤"),
    PersonRow(WEI, 1, "魏长风", FINANCE),
    PersonRow(LU, 1, "陆知行", FINANCE),
]
POSTS = [
    PostRow(1, 1, ZHOU, None, "mayor", "市长", 1),
    PostRow(2, 1, QIN, None, "executive_vice_mayor", "常务副市长", 2),
    PostRow(3, 1, SHEN, None, "vice_mayor", "副市长", 3),
    PostRow(4, 1, HE, None, "secretary_general", "秘书长", 4),
    PostRow(5, 1, YANG, None, "deputy_secretary_general", "副秘书长", 5),
    PostRow(6, 1, WEI, FINANCE, "department_head", "局长", to_day=date(2026, 5, 31)),
    PostRow(7, 1, LU, FINANCE, "department_head", "局长", from_day=JUNE),
]
PORTFOLIOS = [
    PortfolioRow(1, 1, FINANCE, "分管", person_id=QIN),
    PortfolioRow(2, 1, FINANCE, "协管", person_id=YANG),
    PortfolioRow(3, 1, FINANCE, "服务", section_id=SECTION),
]


def government(
    book: Rulebook = BOOK,
    units: list[UnitRow] = UNITS,
    posts: list[PostRow] = POSTS,
    portfolios: list[PortfolioRow] = PORTFOLIOS,
    delegations: tuple[DelegationRow, ...] = (),
    absences: tuple[AbsenceRow, ...] = (),
) -> Directory:
    """The government above with some rows changed."""
    return Directory(
        book,
        {unit.id: unit for unit in units},
        {person.id: person for person in PEOPLE},
        tuple(posts),
        tuple(portfolios),
        delegations,
        absences,
    )
