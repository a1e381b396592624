"""Whatever a clerk does in whatever order: no department's meeting is settled against R45a, no state is made up."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.meetings.states import ENGAGEMENT_NEXT
from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.gates import Permit
from govtui.services.meetings.engagements import handling, requesting, views
from tests.offices import Office, small_office
from tests.services.engaged import asked, leader_rows, meeting

ACTS = (
    *("stamp clerk", "stamp secretary", "not agreed", "comes", "declines", "undecided", "settle", "return", "cancel"),
    *("resubmit", "heads on", "heads off", "name on", "allow", "deputy allows", "settle with permit", "no leaders"),
)


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def act(office: Office, found: int, name: str) -> None:
    """One of the acts; a refusal leaves everything as it was."""
    desk, people = office.desk, office.people
    rows = leader_rows(office, found)
    permit = Permit("R45a", people["高远山"], "同意")
    {
        "stamp clerk": lambda: handling.stamp(desk, [found], None),
        "stamp secretary": lambda: handling.stamp(desk, [found], people["陆知行"]),
        "not agreed": lambda: handling.stamp(desk, [found], people["陆知行"], "不宜出席", agreed=False),
        "comes": lambda: handling.answer(desk, rows[:1], "出席"),
        "declines": lambda: handling.answer(desk, rows, "婉拒"),
        "undecided": lambda: handling.answer(desk, rows[-1:], "待定"),
        "settle": lambda: handling.settle(desk, [found]),
        "settle with permit": lambda: handling.settle(desk, [found], [permit]),
        "return": lambda: handling.return_engagement(desk, [found], "材料不全"),
        "cancel": lambda: handling.cancel(desk, [found], "不开了"),
        "resubmit": lambda: handling.resubmit(desk, [found]),
        "heads on": lambda: change(office, found, county_heads=True),
        "heads off": lambda: change(office, found, county_heads=False),
        "name on": lambda: change(office, found, in_city_name=True),
        "no leaders": lambda: change(office, found, leaders=()),
        "allow": lambda: handling.allow_heads(desk, found, people["高远山"]),
        "deputy allows": lambda: handling.allow_heads(desk, found, people["林向南"]),
    }[name]()


def change(office: Office, found: int, **values: object) -> None:
    entry = requesting.engagement_of(office.desk, found)
    version = views.one_row(office.desk, found).version
    requesting.change(office.desk, found, version, replace(entry, **values))  # type: ignore[arg-type]


def reaches(state: str, after: str) -> bool:
    """Whether the table leads there, through 待领导定 where something settled is opened again."""
    following = ENGAGEMENT_NEXT[state]
    return state == after or after in following or any(after in ENGAGEMENT_NEXT[one] for one in following)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(ACTS), max_size=14))
def test_R45a_no_order_of_acts_settles_what_nobody_allowed(office: Office, names: list[str]) -> None:
    found = meeting(office, leaders=asked(office, "沈清河", "顾长风"))
    let_pass = False
    for name in names:
        before = views.detail(office.desk, found)
        try:
            act(office, found, name)
        except Refusal:
            after = views.detail(office.desk, found)
            assert (after.row, after.stamps, after.history) == (before.row, before.stamps, before.history)
            continue
        let_pass = let_pass or name == "settle with permit"
        now = views.detail(office.desk, found)
        assert reaches(before.row.state, now.row.state)
        assert len(now.history) == len(before.history) + 1
        if now.row.state == "已定" and not let_pass:
            assert not now.fields["in_city_name"]
            assert not now.row.county_heads or now.fields["heads_approver"] == "高远山"
        if now.row.state == "已定":
            assert "待定" not in {one.answer for one in now.leaders}
    handling_ends(office, found)


def handling_ends(office: Office, found: int) -> None:
    """Off the calendar, so that the next walk meets no clash with this one."""
    if views.one_row(office.desk, found).state not in ("取消", "退回", "婉拒"):
        handling.cancel(office.desk, [found], "走完")
