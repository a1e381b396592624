"""The shipped pack says what the working rules of 2017 say."""

import re
from datetime import date
from pathlib import Path

import pytest

from govtui.rulebook import Rulebook, packs
from govtui.rulebook.terms import CAPABILITIES, IN_FORCE

CODE = Path(__file__).parents[2] / "govtui"
SILENT_ARTICLES = {2, 3, 5, 12, 13, 14, 15, 16, 17, 18, 22, 57, 62, 63, 64, 65, 67, 68}
IDS = """
R1 R4 R6 R7a R7b R8a R8b R9 R10 R11a R11b R11c R19a R19b R19c R20a R20b R20c R21a R21b R21c R21d R21e R23 R23b R24
R25a R25b R26 R27 R28 R29 R30 R31a R31b R31c R32 R33a R33b R34 R35 R36 R37 R38a R38b R38c R38d R39a R39b R39c R39d
R40 R41a R41b R42a R42b R43a R43b R43c R44a R44b R44c R44d R45a R45b R46a R46b R46c R47a R47b R48 R49 R50a R50b R50c
R50d R50e R50f R50g R51 R52 R53 R54a R54b R55a R55b R56a R56b R58 R59a R59b R59c R60 R61a R61b R61c R66a R66b R66c
R69 R70 R71 R72 R73
"""
AT_WORK = """
R4 R6 R8a R9 R10 R72 R11b R46a R46b R46c R47a R48 R50d R50e R50f R50g R52 R71 R55b
"""
LATER = """
R11a R7b R23 R38c R44b R49 R50a R50b R50c R53 R56b R61a R61b R66b
"""


def _sources() -> list[tuple[Path, str]]:
    return [(path, path.read_text(encoding="utf-8")) for path in sorted(CODE.rglob("*.py"))]


def test_the_pack_ships_with_the_program() -> None:
    assert "chenzhou-2017" in packs()


def test_header(book: Rulebook) -> None:
    assert (book.id, book.place, book.issued) == ("chenzhou-2017", "郴州", date(2017, 3, 10))
    assert book.government == "郴州市人民政府"
    assert book.number == "郴政发〔2017〕1号"


def test_all_73_articles_are_held_or_named_as_without_procedure(book: Rulebook) -> None:
    assert [a.number for a in book.articles] == list(range(1, 74))
    assert {a.number for a in book.articles if not a.procedure} == SILENT_ARTICLES
    assert all(bool(a.rules) == a.procedure and a.topic for a in book.articles)


def test_every_duty_of_the_handbook_is_a_rule_and_nothing_else(book: Rulebook) -> None:
    assert set(book.rules) == set(IDS.split())


def test_every_rule_can_be_read_and_has_a_way_out(book: Rulebook) -> None:
    for rule in book.rules.values():
        assert len(rule.says) >= 8, rule.id
        assert rule.capability in CAPABILITIES
        assert rule.effect == "note" or rule.remedy, rule.id
        assert rule.effect != "block" or rule.release_role or rule.id in {"R6", "R60"}, rule.id


def test_every_rule_named_in_code_is_in_the_pack(book: Rulebook) -> None:
    named = {(i, path.name) for path, text in _sources() for i in re.findall(r"[\"'](R\d+[a-z]?)[\"']", text)}
    assert not {(i, where) for i, where in named if not book.holds(i)}


def test_no_place_name_in_code(book: Rulebook) -> None:
    names = {book.place, book.place[0], book.government}
    assert not [(path.name, n) for path, text in _sources() for n in names if n in text]


@pytest.mark.parametrize("rule_id", AT_WORK.split())
def test_rules_of_the_first_capability_are_in_force(book: Rulebook, rule_id: str) -> None:
    assert book.rule(rule_id).active
    assert book.rule(rule_id).capability in IN_FORCE


@pytest.mark.parametrize("rule_id", LATER.split())
def test_rules_of_capabilities_to_come_are_held_but_wait(
    book: Rulebook, rule_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = book.rule(rule_id)
    monkeypatch.setattr("govtui.rulebook.model.IN_FORCE", ("people",))
    assert not rule.active
    monkeypatch.setattr("govtui.rulebook.model.IN_FORCE", (rule.capability,))
    assert rule.active


@pytest.mark.parametrize(
    ("rule_id", "strength", "effect"),
    [
        ("R7a", "must", "block"),
        ("R38c", "should", "warn"),
        ("R26", "may", "note"),
        ("R45b", "should", "warn"),
        ("R46c", "should", "warn"),
        ("R47a", "must", "warn"),
        ("R50d", "should", "warn"),
        ("R50e", "must", "block"),
        ("R55b", "should", "warn"),
        ("R61b", "must", "block"),
    ],
)
def test_strength_follows_the_wording(book: Rulebook, rule_id: str, strength: str, effect: str) -> None:
    assert (book.rule(rule_id).strength, book.rule(rule_id).effect) == (strength, effect)


def test_R4_mayor_stands_before_vice_mayors_and_they_before_the_secretary_general(book: Rulebook) -> None:
    ranks = [book.role(i).rank for i in ("mayor", "executive_vice_mayor", "vice_mayor", "secretary_general")]
    assert ranks == sorted(ranks)
    assert len({role.rank for role in book.roles}) == len(book.roles)


def test_R50d_R50f_reading_front_to_back_action_back_to_front_and_what_a_circle_says(book: Rulebook) -> None:
    reading, action = book.reading_order("阅知"), book.reading_order("批办")
    assert (reading.direction, action.direction) == ("front_to_back", "back_to_front")
    assert (reading.circle_means, action.circle_means) == ("已阅知", "同意")
    assert book.doc_classes == ("阅知", "批办")
    with pytest.raises(KeyError):
        book.reading_order("传阅")


def test_R48_a_major_matter_adds_the_executive_vice_mayor_and_the_mayor_in_front(book: Rulebook) -> None:
    ordinary, major = book.route_chain("批办", False), book.route_chain("批办", True)
    assert major[:2] == ("mayor", "executive_vice_mayor")
    assert major[2:] == ordinary
    assert ordinary[0] == "in_charge"
    assert ordinary[-1] == "assisting"
    assert book.slot_title("in_charge") == "分管副市长"


def test_R50g_secretaries_general_owe_an_opinion_and_so_does_the_first_approver(book: Rulebook) -> None:
    assert set(book.opinion_required_roles) == {"secretary_general", "deputy_secretary_general"}
    assert book.opinions.first_step


@pytest.mark.parametrize(
    ("urgency", "kind", "doc_class", "amount", "unit"),
    [
        ("特提", "请示", "批办", 2, "hour"),
        ("特提", "通知", "阅知", 2, "hour"),
        ("特急", "请示", "批办", 1, "workday"),
        ("加急", "函", "批办", 3, "workday"),
        ("平急", "通知", "批办", 5, "workday"),
        ("普通", "请示", "批办", 10, "workday"),
        ("普通", "请示", "阅知", 10, "workday"),
        ("普通", "函", "批办", 5, "workday"),
        ("普通", "通知", "批办", 7, "workday"),
        ("没有这个词", "也没有这个文种", "批办", 7, "workday"),
    ],
)
def test_R52_limit_by_urgency_then_class_then_kind(
    book: Rulebook, urgency: str, kind: str, doc_class: str, amount: int, unit: str
) -> None:
    limit = book.deadline_for(urgency, kind, doc_class)
    assert (limit.amount, limit.unit) == (amount, unit)


def test_R52_every_number_says_that_the_rules_give_none(book: Rulebook) -> None:
    assert all("规则未定数字" in limit.source and limit.article == "第五十二条" for limit in book.deadlines)


def test_R55b_three_working_days_and_silence_is_no_consent(book: Rulebook) -> None:
    assert (book.consultation_days, book.consultation.unit) == (3, "workday")
    assert book.consultation.no_reply == "逾期未复"
    assert "规则未明确" in book.rule("R55b").says


def test_R46b_direct_mail_is_irregular_unless_assigned_secret_or_urgent(book: Rulebook) -> None:
    assert {c.name for c in book.channels if c.irregular} == {"违规直送", "多头报送"}
    assert not book.channel("assigned").irregular
    assert book.channel("urgent_direct").late_registration


def test_R46a_R47a_R11b_seven_questions_each_with_a_reason_to_return(book: Rulebook) -> None:
    assert len(book.intake_checks) == 7
    assert {"R46a", "R46b", "R47a", "R47b", "R11b"} <= {c.rule for c in book.intake_checks}
    assert all(book.return_reason(c.return_reason).name for c in book.intake_checks)
    signer = next(c for c in book.intake_checks if c.rule == "R47a")
    assert signer.kinds == ("请示",)
    assert book.return_reason(next(c for c in book.intake_checks if c.rule == "R11b").return_reason).name == "矛盾上交"


def test_fifteen_kinds_of_the_regulation_and_one_for_the_rest(book: Rulebook) -> None:
    names = [k.name for k in book.document_kinds]
    assert len(names) == 16
    assert names[-1] == "其他"
    assert next(k for k in book.document_kinds if k.name == "请示").directions == ("up",)


def test_urgencies_rise_and_the_top_one_is_for_telegrams(book: Rulebook) -> None:
    assert [u.name for u in book.urgencies] == ["普通", "平急", "加急", "特急", "特提"]
    assert [u.rank for u in book.urgencies] == sorted(u.rank for u in book.urgencies)
    assert book.urgency("特提").medium == "telegram"


def test_only_open_and_internal_grades(book: Rulebook) -> None:
    assert book.grades == ("无", "内部")


def test_numbers_are_written_as_the_office_writes_them(book: Rulebook) -> None:
    assert book.series("gov_issue").text(1, 2017) == book.number
    assert book.series("incoming").text(1523, 2026) == "2026-1523"
    assert book.series("executive_minutes").text(12) == "市人民政府第12次常务会议纪要"


def test_R49_R50a_R50b_R50c_signers(book: Rulebook) -> None:
    def signers(kind: str, series: str, direction: str, major: bool = False) -> tuple[str, ...]:
        row = book.signer_rule(kind, series, direction, major)
        assert row is not None
        return row.signers

    assert signers("命令", "order", "down") == ("mayor",)
    assert signers("请示", "gov_issue", "up") == ("mayor",)
    assert signers("通知", "personnel", "down") == ("mayor",)
    assert signers("通知", "gov_issue", "down") == ("in_charge",)
    assert signers("通知", "gov_issue", "down", major=True) == ("executive_vice_mayor", "mayor")
    assert signers("通知", "office_issue", "down") == ("in_charge",)
    office = book.signer_rule("通知", "office_issue", "down", False)
    assert office is not None
    assert "secretary_general" not in office.signers + office.raised_to
    assert book.signer_rule("通知", "incoming", "down", False) is None


def test_R38_R39_R40_three_kinds_of_meeting(book: Rulebook) -> None:
    assert [k.name for k in book.meeting_kinds] == ["全体会议", "常务会议", "专题会议"]
    plenary, executive = book.meeting_kind("plenary"), book.meeting_kind("executive")
    assert (plenary.usual_count, plenary.usual_per) == (4, "year")
    assert (executive.usual_count, executive.usual_per) == (2, "month")
    assert [len(k.tasks) for k in book.meeting_kinds] == [4, 8, 0]
    assert {a.role for a in plenary.tier("member")} > {a.role for a in executive.tier("member")}
    assert "garrison_commander" in {a.role for a in executive.tier("fixed")}


def test_R40_a_deputy_secretary_general_chairs_by_delegation_of_a_mayor_only(book: Rulebook) -> None:
    (delegated,) = book.meeting_kind("special").delegated_chairs
    assert delegated.role == "deputy_secretary_general"
    assert "secretary_general" not in delegated.delegators


def test_R43_leave_goes_to_the_mayor_or_to_the_chair(book: Rulebook) -> None:
    by_id = {leave.id: leave for leave in book.leaves}
    assert by_id["leaders"].approver == "mayor"
    assert by_id["heads"].duty_filing
    assert by_id["heads"].deputy
    assert by_id["special"].approver == "chair"


def test_R56b_where_the_rules_are_silent_the_table_says_so(book: Rulebook) -> None:
    silent = {s.id for s in book.supervision_owners if s.silent}
    assert silent == {"special_by_secretary_general", "special_by_deputy", "party_secretary_unnamed"}
    assert len(book.supervision_owners) - len(silent) == 12
