"""Dated look-ups over random histories: one answer a day, and nothing that has ended ever answers."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from govtui.domain.people import AbsenceRow, DelegationRow, PortfolioRow, PostRow
from govtui.domain.people.rows import overlap
from tests.domain.people_rows import FINANCE, POSTS, QIN, SHEN, ZHOU, government

START = date(2026, 1, 1)
days = st.integers(0, 400).map(lambda n: START + timedelta(days=n))
spans = st.tuples(days, days).map(sorted)


def chain(starts):
    """Consecutive spans: each begins where the one before ends, the last one stays open."""
    ends = [*(later - timedelta(days=1) for later in starts[1:]), None]
    return list(zip(starts, ends, strict=True))


@given(st.lists(days, min_size=1, max_size=8, unique=True).map(sorted), days)
def test_exactly_one_is_in_charge_on_any_day_of_a_chain_of_entries(starts, on):
    holders = [QIN if n % 2 else SHEN for n in range(len(starts))]
    rows = [
        PortfolioRow(n + 1, 1, FINANCE, "分管", person_id=holder, from_day=first, to_day=last)
        for n, (holder, (first, last)) in enumerate(zip(holders, chain(starts), strict=True))
    ]
    answer = government(portfolios=rows).in_charge_of(FINANCE, on)
    holding = [row.person_id for row in rows if row.holds(on)]
    assert len(holding) == (1 if on >= starts[0] else 0)
    assert (answer.person_id if answer else None) == (holding[0] if holding else None)


@given(st.lists(st.tuples(st.sampled_from([ZHOU, QIN, SHEN]), spans, st.integers(1, 5)), max_size=12), days)
def test_ended_or_future_posts_never_answer(held, on):
    posts = [
        PostRow(n + 1, 1, who, None, "vice_mayor", "副市长", rank, from_day=first, to_day=last)
        for n, (who, (first, last), rank) in enumerate(held)
    ]
    people = government(posts=posts, portfolios=[PortfolioRow(1, 1, FINANCE, "分管", person_id=QIN)])
    leaders = people.leaders(on)
    in_force = {p.person_id for p in posts if p.from_day <= on <= p.to_day}
    assert {leader.person_id for leader in leaders} == in_force
    assert [leader.rank for leader in leaders] == sorted(leader.rank for leader in leaders)
    assert (people.in_charge_of(FINANCE, on) is not None) == (QIN in in_force)
    assert all(people.post_of(leader.person_id, on).holds(on) for leader in leaders)


@given(st.lists(spans, max_size=8), days)
def test_R10_somebody_acts_exactly_when_a_delegation_covers_the_day(found, on):
    rows = tuple(DelegationRow(n + 1, 1, ZHOU, QIN, "主持工作", first, last) for n, (first, last) in enumerate(found))
    acting = government(delegations=rows).acting_for(ZHOU, on)
    assert (acting is not None) == any(first <= on <= last for first, last in found)


@given(spans, st.none() | days, days)
def test_away_is_every_day_up_to_the_return_and_no_other(span, back, on):
    first, last = span
    absence = AbsenceRow(1, 1, SHEN, "出差", first, last, returned_on=back)
    end = last if back is None else back - timedelta(days=1)
    assert (government(absences=(absence,)).is_away(SHEN, on) is not None) == (first <= on <= end)


@settings(max_examples=300)
@given(spans, spans, st.booleans(), st.booleans())
def test_spans_overlap_exactly_when_a_day_lies_in_both(a, b, a_open, b_open):
    a_last, b_last = (None if a_open else a[1]), (None if b_open else b[1])
    reach = START + timedelta(days=401)
    common = max(a[0], b[0]) <= min(a_last or reach, b_last or reach)
    assert overlap(a[0], a_last, b[0], b_last) == common


def test_posts_of_the_office_have_no_shared_number():
    assert len({post.rank for post in POSTS[:5]}) == 5
