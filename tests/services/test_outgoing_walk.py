"""Whatever order two clerks work and undo in, numbers, signatures, watches and repeals agree with each other."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from govtui.domain.documents.outgoing.states import BEFORE_SIGNING, NUMBERED_STATES, SIGNED_STATES, VOID
from govtui.domain.refusal import Refusal, Stale
from govtui.services import journal, numbers
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    issuing,
    numbering,
    publishing,
    reviewing,
    signing,
)
from govtui.store.reading import Reader, Record
from tests.offices import Office, small_office
from tests.services.papers_out import ENTRY

OPEN = "主动公开"
MOMENTS = (datetime(2026, 11, 23, 9), datetime(2026, 12, 31, 9), datetime(2027, 1, 5, 9))
STEPS = 50
"""Acts on each of the three days."""

Act = Callable[[], object]


def forwards(office: Office, desk: Desk, paper: int) -> dict[str, Act]:
    """The next step from every state."""
    return {
        "拟稿": lambda: drafting.submit(desk, [paper]),
        "待核稿": lambda: reviewing.review(desk, paper),
        "会签中": lambda: answer(desk, paper) or cosigning.finish(desk, paper),
        "待签发": lambda: signing.sign(desk, paper, office.people["沈清河"], "同意"),
        "待复核": lambda: reviewing.recheck(desk, paper),
        "待编号": lambda: numbering.number(desk, paper),
        "待印制": lambda: issuing.print_run(desk, paper, 10),
        "待用印": lambda: issuing.seal(desk, paper),
        "待分发": lambda: issuing.distribute(desk, paper, [(None, "市财政局", 1)]),
        "待归档": lambda: issuing.archive(desk, [paper]),
        "已归档": lambda: issuing.reopen(desk, paper),
    }


def sideways(desk: Desk, paper: int, numbers_given: list[str], rnd: random.Random) -> tuple[Act, ...]:
    """What goes back, changes, or gives up."""
    related = [(rnd.choice(["废止", "修改", "替代"]), rnd.choice(numbers_given))] if numbers_given else []
    changes: list[dict[str, Any]] = [
        {"series": rnd.choice(["gov_issue", "office_issue"])},
        {"body": f"改为第{rnd.random()}稿"},
        {"publicity": rnd.choice([OPEN, "依申请公开"])},
        {"relations": tuple(related)},
    ]
    return (
        lambda: revise(desk, paper, rnd.choice(changes)),
        lambda: revise(desk, paper, rnd.choice(changes)),
        lambda: cosigning.ask(desk, paper, [(None, rnd.choice(["甲局", "乙局"]))]),
        lambda: drafting.void(desk, paper, "不发了"),
        lambda: signing.unsign(desk, paper, "签错了"),
        lambda: reviewing.return_draft(desk, paper, "重写"),
        lambda: publishing.publish(desk, [paper]),
        lambda: publishing.set_publicity(desk, paper, rnd.choice([OPEN, "依申请公开"])),
        lambda: journal.undo(desk, max(1, journal.count_acts(desk) - rnd.randrange(4))),
    )


def answer(desk: Desk, paper: int) -> None:
    with desk.reading() as reader:
        asked = reader.rows("SELECT id FROM co_sign WHERE outgoing_id = :id", id=paper)
    if asked:
        cosigning.answer_many(desk, [row[0] for row in asked], "同意")


def revise(desk: Desk, paper: int, change: dict[str, Any]) -> None:
    with desk.reading() as reader:
        version = reader.value("SELECT version FROM outgoing WHERE id = :id", id=paper)
    drafting.revise(desk, paper, version, replace(drafting.draft_of(desk, paper), **change))


def standing(desk: Desk) -> list[Record]:
    with desk.reading() as reader:
        return reader.rows("SELECT * FROM outgoing ORDER BY id")


def check_number(reader: Reader, paper: Record) -> None:
    given = reader.rows(
        "SELECT series, year, serial FROM number_ledger WHERE noun = 'outgoing' AND row_id = :id AND state = '已用'",
        id=paper["id"],
    )
    borne = [(paper["series"], paper["year"], paper["serial"])] if paper["number"] and paper["state"] != VOID else []
    assert [tuple(row) for row in given] == borne
    if paper["state"] in NUMBERED_STATES:
        assert paper["number"]
        assert paper["signed_on"][:4] == str(paper["year"])


def check_signature(reader: Reader, paper: Record) -> None:
    active = reader.value("SELECT count(*) FROM signature WHERE outgoing_id = :id AND active = 1", id=paper["id"])
    if paper["state"] in SIGNED_STATES:
        assert (active, bool(paper["signed_on"])) == (1, True)
    if paper["state"] in BEFORE_SIGNING:
        assert (active, paper["signed_on"], paper["issued_on"]) == (0, None, None)


def check_watch(paper: Record) -> None:
    due = paper["state"] in NUMBERED_STATES and paper["publicity"] == OPEN and not paper["published_on"]
    assert bool(paper["publish_open"]) == due


def check_force(reader: Reader, paper: Record) -> None:
    done = reader.rows(
        "SELECT r.kind FROM paper_relation r JOIN outgoing o ON o.id = r.outgoing_id "
        "WHERE r.target_id = :id AND o.issued_on IS NOT NULL AND o.state <> '作废'",
        id=paper["id"],
    )
    kinds = {row[0] for row in done}
    ended = "废止" if kinds & {"废止", "替代"} else "修改" if kinds else "有效" if paper["issued_on"] else ""
    assert paper["state"] == VOID or paper["force"] == ended


def check(desk: Desk) -> None:
    with desk.reading() as reader:
        for paper in reader.rows("SELECT * FROM outgoing"):
            check_number(reader, paper)
            check_signature(reader, paper)
            check_watch(paper)
            check_force(reader, paper)
    assert numbers.gap_report(desk) == ()


def acts(office: Office, desks: list[Desk], rnd: random.Random) -> Iterator[tuple[Desk, Act]]:
    for _ in range(STEPS):
        desk = rnd.choice(desks)
        there = standing(desk)
        if len(there) < 2 or rnd.random() < 0.05:
            yield desk, lambda desk=desk: drafting.draft(desk, office_entry(office))
            continue
        paper = rnd.choice(there)
        given = [row["number"] for row in there if row["number"] and row["id"] != paper["id"]]
        forward = forwards(office, desk, paper["id"]).get(paper["state"])
        if forward is not None and rnd.random() < 0.7:
            yield desk, forward
        else:
            yield desk, rnd.choice(sideways(desk, paper["id"], given, rnd))


def office_entry(office: Office) -> Any:
    return replace(ENTRY, drafting_unit_id=office.units["市财政局"])


@pytest.mark.parametrize("seed", range(4))
def test_whatever_order_two_clerks_work_in_everything_agrees(desk_at: Callable[..., Desk], seed: int) -> None:
    rnd = random.Random(seed)
    office = small_office(desk_at())
    passed = 0
    for moment in MOMENTS:
        desks = [desk_at(moment, name) for name in ("小李", "小王")]
        for desk, act in acts(office, desks, rnd):
            try:
                act()
                passed += 1
            except (Refusal, Stale):
                pass
            check(desk)
    assert passed > STEPS
