"""呈批: a request that the others concerned were not consulted about goes to no leader unless somebody lets it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents import checking, circulation, registering, views
from govtui.services.documents.rows import NewIncoming
from govtui.services.gates import Permit
from tests.offices import Office, small_office

REQUEST, LETTER = "关于增加防汛经费的请示", "关于商请协助防汛的函"


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def checked(office: Office, title: str = REQUEST, failed: tuple[str, ...] = ("consulted",)) -> int:
    """A paper of the finance bureau after its initial check."""
    entry = NewIncoming(sender="市财政局", sender_id=office.units["市财政局"], title=title)
    made = registering.register(office.desk, entry).id
    checking.record_check(office.desk, made, failed)
    return made


def permit(office: Office, who: str = "陆知行", reason: str = "汛期紧急，会签随后补") -> Permit:
    return Permit("R47b", office.people[who], reason)


def released(office: Office) -> list[tuple[str, str, int, str]]:
    with office.desk.reading() as reader:
        rows = reader.rows("SELECT rule, noun, row_id, person FROM rule_release ORDER BY id")
        return [(row["rule"], row["noun"], row["row_id"], row["person"]) for row in rows]


def state(office: Office, incoming_id: int) -> str:
    return views.one_row(office.desk, incoming_id).state


def stopped(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value


def test_R47b_an_unconsulted_request_is_laid_on_no_route_and_handed_to_nobody(office: Office) -> None:
    made = checked(office)
    for act in (
        lambda: circulation.lay_route(office.desk, made, "拟请沈副市长审示"),
        lambda: circulation.hand_over(office.desk, [made]),
        lambda: circulation.hand_over(office.desk, [made], office.people["高远山"]),
    ):
        refused = stopped(act)
        assert [finding.rule for finding in refused.findings] == ["R47b"]
        assert "第四十七条" in refused.sentence
        assert "秘书长" in refused.sentence
        assert views.one_row(office.desk, made).number in refused.sentence
    assert state(office, made) == "待拟办"
    assert not views.detail(office.desk, made).steps


def test_R47b_released_once_for_a_paper_it_is_not_asked_again(office: Office) -> None:
    made = checked(office)
    circulation.lay_route(office.desk, made, permits=[permit(office)])
    assert state(office, made) == "待送"
    circulation.hand_over(office.desk, [made])
    circulation.take_back(office.desk, [made], opinion="同意")
    circulation.hand_over(office.desk, [made])
    assert released(office) == [("R47b", "document", made, "陆知行")]


def test_R47b_a_release_of_one_paper_lets_no_other_pass(office: Office) -> None:
    first, second = checked(office), checked(office)
    circulation.lay_route(office.desk, first, permits=[permit(office)])
    number = views.one_row(office.desk, second).number
    assert stopped(lambda: circulation.hand_over(office.desk, [first, second])).findings[0].sentence.startswith(number)
    assert state(office, first) == "待送"


def test_R47b_several_papers_are_named_together_and_released_one_by_one(office: Office) -> None:
    ids = [checked(office), checked(office, LETTER), checked(office)]
    refused = stopped(lambda: circulation.hand_over(office.desk, ids))
    names = [views.one_row(office.desk, one).number for one in ids]
    assert len(refused.findings) == 1
    assert refused.findings[0].sentence.startswith(f"{names[0]}、{names[2]} ")
    circulation.hand_over(office.desk, ids, permits=[permit(office)])
    assert [row_id for _, _, row_id, _ in released(office)] == [ids[0], ids[2]]
    assert {state(office, one) for one in ids} == {"在领导处"}


def test_R47b_only_the_secretary_general_lets_it_pass_and_says_why(office: Office) -> None:
    made = checked(office)
    for bad in (permit(office, "高远山"), permit(office, reason=" "), replace(permit(office), rule="R46a")):
        stopped(lambda bad=bad: circulation.hand_over(office.desk, [made], permits=[bad]))  # type: ignore[misc]
    assert released(office) == []


def test_R47b_trap_an_agreed_request_and_a_letter_pass(office: Office) -> None:
    for made in (checked(office, failed=()), checked(office, failed=("complete",)), checked(office, LETTER)):
        circulation.lay_route(office.desk, made)
        circulation.hand_over(office.desk, [made])
        assert state(office, made) == "在领导处"
    assert released(office) == []


def test_R47b_trap_consulted_afterwards_and_checked_again_it_passes(office: Office) -> None:
    made = checked(office)
    checking.record_check(office.desk, made, [])
    circulation.hand_over(office.desk, [made])
    assert state(office, made) == "在领导处"


def test_R47b_trap_a_pack_that_holds_no_kind_back_lets_it_pass(office: Office) -> None:
    made = checked(office)
    checks = tuple(check._replace(holds_back=()) for check in office.desk.book.intake_checks)
    desk = replace(office.desk, book=replace(office.desk.book, intake_checks=checks))
    circulation.hand_over(desk, [made])
    assert state(office, made) == "在领导处"
