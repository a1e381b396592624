"""Another government is another file: no line of code changes."""

from govtui.rulebook import Rulebook


def test_R37_another_kind_of_meeting_by_data_only(other: Rulebook) -> None:
    (kind,) = other.meeting_kinds
    assert kind.name == "市长办公会"
    assert kind.minutes_signers == ("secretary_general",)
    assert (kind.usual_count, kind.usual_per) == (1, "week")
    assert kind.quorum is not None
    assert [kind.quorum.needed(members) for members in (6, 7)] == [3, 4]
    assert [(rule.meetings, rule.approver) for rule in other.leaves] == [(("mayors_office",), "chair")]


def test_R50c_the_secretary_general_signs_office_papers_there(other: Rulebook, book: Rulebook) -> None:
    theirs = other.signer_rule("通知", "office_issue", "down", False)
    ours = book.signer_rule("通知", "office_issue", "down", False)
    assert theirs is not None
    assert ours is not None
    assert theirs.signers == ("secretary_general",)
    assert "secretary_general" not in ours.signers


def test_R50d_both_classes_read_back_to_front_there(other: Rulebook) -> None:
    assert {o.direction for o in other.reading_orders} == {"back_to_front"}
    assert other.reading_order("批办").circle_means == "照办"


def test_R48_its_own_chain_and_silence_where_none_fits(other: Rulebook) -> None:
    assert other.route_chain("批办", False) == ("in_charge", "deputy_secretary_general")
    assert other.route_chain("阅知", True) == ("mayor", "in_charge", "chief_engineer")
    assert other.route_chain("阅知", False) == ()
    assert other.slot_title("chief_engineer") == "总工程师"


def test_R52_its_own_limits(other: Rulebook) -> None:
    assert (other.deadline_for("特急", "函", "批办").amount, other.deadline_for("特急", "函", "批办").unit) == (
        30,
        "minute",
    )
    assert other.deadline_for("普通", "请示", "阅知").article == "第三条第四款"


def test_R55b_silence_after_seven_days_means_consent_there(other: Rulebook) -> None:
    assert (other.consultation_days, other.consultation.unit, other.consultation.no_reply) == (7, "day", "视为无意见")


def test_numbers_hours_and_what_is_left_out(other: Rulebook) -> None:
    assert other.series("incoming").text(7, 2024) == "收2024第0007号"
    assert other.office_hours.opens.hour == 9
    assert other.office_hours.closes.hour == 17
    assert other.reading_days == 5
    assert other.publication is None
    assert other.supervision_owners == ()
    assert not other.holds("R46b")
