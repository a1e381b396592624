"""Who is expected at a meeting, and whether enough members are there."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.meetings.attendees import ItemUnits, expected, holders_in, topic_attendees, vacant_findings
from govtui.domain.meetings.quorum import Presence, count
from govtui.domain.meetings.states import REPLIES, TIERS
from govtui.domain.people import PostRow
from govtui.rulebook.meetings import Quorum
from tests.domain.people_rows import BOOK, DAY, FINANCE, FORESTRY, HE, JUNE, LU, POSTS, QIN, WEI, ZHOU, ZONE, government

PLENARY, EXECUTIVE, SPECIAL = (BOOK.meeting_kind(kind) for kind in ("plenary", "executive", "special"))


def test_R4_R38a_the_head_of_the_day_is_a_member_the_one_before_is_not() -> None:
    def heads(on: date) -> list[int | None]:
        return [one.person_id for one in expected(government(), PLENARY, (), on) if one.person_id in (WEI, LU)]

    assert heads(date(2026, 5, 31)) == [WEI]
    assert heads(JUNE) == [LU]


def test_R4_the_head_of_a_body_that_is_no_department_is_no_member() -> None:
    zone = PostRow(8, 1, WEI, ZONE, "department_head", "主任", from_day=JUNE)
    people = government(posts=[*POSTS, zone])
    (group,) = (one for one in PLENARY.attendees if one.role == "department_head")
    assert [one.id for one in holders_in(people, group, DAY)] == [LU]
    assert WEI not in {one.person_id for one in expected(people, PLENARY, (), DAY)}


def test_R39a_somebody_with_two_roles_sits_once_as_a_member() -> None:
    both = PostRow(9, 1, HE, None, "party_group_member", "党组成员", 9)
    found = expected(government(posts=[*POSTS, both]), EXECUTIVE, (), DAY)
    assert [(one.tier, one.title) for one in found if one.person_id == HE] == [("member", "秘书长、党组成员")]


def test_R40_the_chair_is_on_the_list_of_a_kind_without_groups() -> None:
    assert [one.person_id for one in expected(government(), SPECIAL, (), DAY, QIN)] == [QIN]
    assert [one.tier for one in expected(government(), EXECUTIVE, (), DAY, ZHOU) if one.person_id == ZHOU] == ["member"]


def test_a_kind_that_the_pack_does_not_know_has_its_topics_only() -> None:
    assert [one.person_id for one in expected(government(), None, [ItemUnits(1, 5, ((FINANCE, ""),))], DAY)] == [LU]


def test_a_unit_is_found_by_its_name_and_one_unknown_to_the_office_keeps_it() -> None:
    found = topic_attendees(government(), [ItemUnits(1, 5, ((None, "财政局"), (None, "驻市某院")))], DAY)
    assert [(one.person_id, one.unit) for one in found] == [(LU, "财政局"), (None, "驻市某院")]


def test_a_person_waits_for_every_item_of_his_unit_in_one_line() -> None:
    units = ((FINANCE, "市财政局"), (FORESTRY, ""), (FINANCE, "市财政局"))
    found = topic_attendees(government(), [ItemUnits(1, 5, units), ItemUnits(3, 5, units[:1])], DAY)
    assert [(one.person_id, one.items) for one in found] == [(LU, (1, 3)), (None, (1,))]


def test_R39d_groups_that_nobody_stands_for_are_told_in_one_finding() -> None:
    (found,) = vacant_findings(BOOK, government(), EXECUTIVE, DAY)
    assert found.rule == "R39d"
    assert "军分区司令员、" in found.sentence
    assert "副秘书长" not in found.sentence


HALF = Quorum(share=1, of=2, more_than=True)
PRESENCE = st.builds(Presence, st.sampled_from(list(TIERS)), st.booleans(), st.sampled_from(REPLIES))


@given(st.lists(PRESENCE))
def test_a_quorum_counts_neither_others_nor_deputies(people: list[Presence]) -> None:
    members, present, needed = count(HALF, people)
    others = [one for one in people if not one.member or one.reply == "代会"]
    assert present <= members
    assert count(HALF, [one for one in people if one not in others])[1] == present
    assert count(HALF, [*people, Presence("fixed", True, "参加"), Presence("topic", True, "参加")]) == (
        members,
        present,
        needed,
    )
    assert needed == members // 2 + 1


@pytest.mark.parametrize(("reply", "present"), [("参加", 1), ("未回复", 1), ("代会", 0)])
def test_a_member_counts_who_came_himself(reply: str, present: int) -> None:
    one = Presence("member", True, reply)
    assert count(None, [one, replace(one, signed=False)]) == (2, present, None)
