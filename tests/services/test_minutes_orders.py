"""Whatever the order of acts: none signs minutes while a review is missing, none loses or doubles a matter."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govtui.domain.meetings.states import SIGNED_MINUTES
from govtui.domain.refusal import Refusal
from govtui.services import people
from govtui.services.gates import Permit
from govtui.services.meetings.minutes import composing, deciding, proposed, signing
from tests.offices import small_office
from tests.services.held_meetings import (
    DEPUTY,
    EXECUTIVE,
    MAYOR,
    OTHER,
    SECRETARY,
    VICE,
    detail,
    drafted,
    edit,
    held,
    unit,
)

LEADERS = (MAYOR, EXECUTIVE, VICE, OTHER, SECRETARY, DEPUTY)
UNITS = ("市教育局", "市林业局", "市财政局")
TITLE = "关于校舍安全的汇报"


@pytest.fixture
def office(desk):
    made = small_office(desk)
    people.set_portfolio(desk, [made.units["市林业局"]], "分管", made.people[OTHER], date(2026, 6, 1))
    return made


ACTS = st.one_of(
    st.tuples(st.just("send")),
    st.tuples(st.just("review"), st.sampled_from(LEADERS), st.booleans(), st.booleans()),
    st.tuples(st.just("sign"), st.sampled_from(LEADERS), st.sampled_from(((), ("R44d",), ("R44c", "R44d", "R44b")))),
    st.tuples(st.just("unsign")),
    st.tuples(st.just("edit"), st.sampled_from(("甲", "乙", "安排补助资金")), st.booleans()),
    st.tuples(st.just("change"), st.sets(st.sampled_from(UNITS), max_size=3)),
    st.tuples(st.just("add"), st.sampled_from(UNITS)),
    st.tuples(st.just("drop")),
    st.tuples(st.just("outcome"), st.sampled_from(("passed", "heard", "deferred"))),
    st.tuples(st.just("take off")),
    st.tuples(st.just("put back")),
    st.tuples(st.just("taken up")),
    st.tuples(st.just("recompose")),
)

SIGNED = [("send",), ("review", OTHER, True, False), ("sign", VICE, ())]


class Life:
    """One set of minutes and everything that can be done with it."""

    def __init__(self, office):
        self.office, self.desk = office, office.desk
        self.made = held(office)
        self.minutes = drafted(self.made, ("市教育局", "市林业局"))
        self.released = set()
        self.seen = set()
        self.reviewed = None

    def act(self, name, *args):
        """Do it; a refusal changes nothing."""
        try:
            getattr(self, name.replace(" ", "_"))(*args)
        except Refusal:
            return

    def send(self):
        signing.send(self.desk, self.minutes)

    def review(self, who, agreed, let):
        permits = [Permit(rule, self.office.people[MAYOR], "事急") for rule in ("R44c", "R44d")] if let else ()
        signing.review(self.desk, self.minutes, "", self.office.people[who], permits=permits, agreed=agreed)
        self.reviewed = self.text() if agreed else None

    def sign(self, who, let):
        permits = [Permit(rule, self.office.people[MAYOR], "事急") for rule in let]
        signing.sign(self.desk, self.minutes, self.office.people[who], "同意", permits=permits)
        self.released = set(let)

    def unsign(self):
        signing.unsign(self.desk, self.minutes, "签错")

    def edit(self, body, finance):
        edit(self.made, self.minutes, body=body, finance=finance)

    def change(self, units):
        line = deciding.decisions(self.desk, self.made.id)[0]
        names = [unit(self.made, name) for name in sorted(units)]
        deciding.change_decision(self.desk, line.id, line.version, line.text, names)

    def add(self, name):
        deciding.add_decision(self.desk, self.made.items[TITLE], "又一件", [unit(self.made, name)])

    def drop(self):
        for line in deciding.decisions(self.desk, self.made.id)[1:]:
            deciding.drop_decision(self.desk, line.id)

    def outcome(self, outcome):
        deciding.decide(self.desk, self.made.items[TITLE], outcome)

    def take_off(self):
        proposed.take_off(self.desk, [one.id for one in detail(self.made, self.minutes).proposed], "重复")

    def put_back(self):
        proposed.put_back(self.desk, [one.id for one in detail(self.made, self.minutes).proposed])

    def taken_up(self):
        with self.desk.writing("test.taken") as uow:
            for one in proposed.proposed(self.desk, self.minutes)[:1]:
                if one.state == "待立项":
                    sql = "UPDATE proposed_item SET state = '已立项', version = version + 1 WHERE id = :id"
                    uow.execute(sql, {"id": one.id})

    def recompose(self):
        composing.recompose(self.desk, self.minutes)

    def text(self):
        """All that a review is about."""
        fields = detail(self.made, self.minutes).fields
        lines = deciding.decisions(self.desk, self.made.id)
        with self.desk.reading() as reader:
            outcome = reader.value("SELECT outcome FROM agenda_item WHERE id = :id", id=self.made.items[TITLE])
        return fields["body"], fields["finance"], outcome, [(line.text, line.units) for line in lines]

    def check(self):
        """What must hold after every act."""
        found = detail(self.made, self.minutes)
        ids = {one.id for one in found.proposed}
        assert self.seen <= ids
        self.seen = ids
        with self.desk.reading() as reader:
            rows = reader.rows("SELECT * FROM proposed_item WHERE minutes_id = :id", id=self.minutes)
        pairs = [(row["decision_id"], row["unit"]) for row in rows if row["decision_id"] is not None]
        assert len(pairs) == len(set(pairs))
        lines = deciding.decisions(self.desk, self.made.id)
        if found.row.state not in SIGNED_MINUTES:
            assert not [row for row in rows if row["state"] == "待立项"]
            return
        lacking = {need.rule for need in found.reviews if not need.done}
        assert lacking <= self.released
        if any(need.done and not need.by_signature for need in found.reviews):
            assert self.reviewed == self.text()
        wanted = {(line.id, one.unit) for line in lines for one in line.units}
        assert wanted <= set(pairs)
        waiting = {(row["decision_id"], row["unit"]) for row in rows if row["state"] == "待立项"}
        assert waiting <= wanted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=3, max_size=12))
@example([*SIGNED, ("change", {"市财政局"}), ("send",), ("sign", VICE, ())])
@example([("send",), ("sign", VICE, ("R44d",)), ("taken up",), ("unsign",), ("sign", VICE, ("R44d",))])
@example([*SIGNED[:2], ("change", {"市教育局", "市林业局"}), ("edit", "乙", False), ("send",), ("sign", VICE, ())])
@example([*SIGNED, ("take off",), ("unsign",), ("put back",)])
@example([*SIGNED, ("take off",), ("change", {"市教育局"}), ("send",), ("sign", VICE, ()), ("put back",)])
def test_R44c_R44d_R54a_no_order_signs_without_reviews_or_loses_a_matter(office, acts):
    life = Life(office)
    for act in acts:
        life.act(*act)
        life.check()


def test_the_acts_of_the_property_reach_a_signature(office):
    life = Life(office)
    for act in SIGNED:
        life.act(*act)
        life.check()
    assert detail(life.made, life.minutes).row.state == "待编号"
