"""Categories from names, roles from titles: a guess where the words are plain, other staff where they are not."""

from dataclasses import replace

import pytest

from govtui.domain.people import terms
from govtui.domain.people.guessing import category_named, guess_category, guess_role
from tests.domain.people_rows import BOOK


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("市财政局", "部门"),
        ("市卫生健康委员会", "部门"),
        ("市政府办公室", "部门"),
        ("清溪县人民政府", "县市区"),
        ("北湖区", "县市区"),
        ("高新区管委会", "派出机构"),
        ("经济技术开发区管理委员会", "派出机构"),
        ("秘书一科", "科室"),
        ("督查室", "科室"),
        ("市疾病预防控制中心", "事业单位"),
        ("某省人民政府办公厅", "上级机关"),
        ("国务院办公厅", "上级机关"),
        ("市人大常委会办公室", "党委人大政协"),
        ("城市建设投资集团有限公司", "企业"),
        ("市总工会", "群团组织"),
        ("甲乙丙", "其他"),
    ],
)
def test_category_is_guessed_from_the_end_of_a_name(name, category):
    assert guess_category(name) == category


def test_every_category_is_named_by_itself_and_nonsense_by_none():
    assert [category_named(name) for name in terms.CATEGORIES] == list(terms.CATEGORIES)
    assert category_named("市直单位") == "部门"
    assert category_named("什么") is None


@pytest.mark.parametrize(
    ("title", "category", "role"),
    [
        ("市长", "", "mayor"),
        ("市委副书记、市长", "", "mayor"),
        ("常务副市长", "", "executive_vice_mayor"),
        ("市委常委、常务副市长", "", "executive_vice_mayor"),
        ("副市长、市公安局局长", "", "vice_mayor"),
        ("秘书长", "", "secretary_general"),
        ("市政府党组成员、秘书长", "部门", "secretary_general"),
        ("副秘书长", "部门", "deputy_secretary_general"),
        ("市政府党组成员", "", "party_group_member"),
        ("党组书记、局长", "部门", "department_head"),
        ("局长", "部门", "department_head"),
        ("副局长", "部门", "department_deputy"),
        ("党组成员、总工程师", "部门", "department_deputy"),
        ("主任", "派出机构", "department_head"),
        ("县长", "县市区", "county_head"),
        ("县委副书记、县长", "县市区", "county_head"),
        ("党组书记、副局长", "部门", "department_deputy"),
        ("党委委员、纪委书记", "部门", "department_deputy"),
        ("书记", "部门", "department_head"),
        ("副县长", "县市区", "county_deputy"),
        ("科长", "科室", "section_chief"),
        ("副科长", "科室", "clerk"),
        ("人事科科长", "部门", "section_chief"),
        ("四级主任科员", "科室", "clerk"),
        ("司机", "部门", "clerk"),
    ],
)
def test_role_is_guessed_from_title_and_category(title, category, role):
    assert guess_role(BOOK, title, category) == role


def test_head_of_the_governments_office_has_a_role_of_its_own():
    assert guess_role(BOOK, "主任", "部门", "市人民政府办公室") == "office_director"
    assert guess_role(BOOK, "主任", "部门", "市卫健委") == "department_head"


def test_pack_without_such_a_role_has_no_guess():
    book = replace(BOOK, roles=tuple(role for role in BOOK.roles if role.id not in ("clerk", "section_chief")))
    assert guess_role(book, "科长", "科室") is None
