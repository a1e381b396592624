"""Articles 19 to 21 and 31: what a draft must have passed, how long a document lives, what is due after publication."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.clock import CHINA
from govtui.domain.documents.normative import kinds, life
from govtui.domain.documents.normative.drafts import (
    Draft,
    Side,
    city_findings,
    consultation_findings,
    dissent_findings,
    draft_findings,
    interpretation_note,
    joint_findings,
    legality_findings,
    reviewer_fault,
    step_findings,
)
from govtui.domain.documents.normative.kinds import LAW_DRAFT, NORMATIVE, RULE
from govtui.domain.documents.normative.life import EXPIRING, LAPSED, PENDING, REPEALED, VALID, Life
from govtui.domain.refusal import Refusal
from govtui.domain.workdays import compute_deadline, published_calendar
from govtui.rulebook import load
from govtui.rulebook.model import Effect

BOOK = load("chenzhou-2017")
TERMS = BOOK.normative
assert TERMS is not None
TODAY = date(2026, 11, 23)
DEPARTMENT = Draft(title="城市停车管理办法", issuer="市城管局", drafter="钱多", reviewer="宋词", checked=True)
CITY = replace(DEPARTMENT, organ="government", issuer="市人民政府", opinion="合法")
REGULATION = replace(CITY, type=RULE, consulted_from=date(2026, 8, 1), consulted_to=date(2026, 9, 1))


def rules(found, effect=Effect.BLOCK):
    return {one.rule for one in found if one.effect is effect}


def drafted(**more):
    return replace(DEPARTMENT, **more)


class TestReview:
    def test_R21b_five_confirmations_by_another_person_pass(self):
        assert legality_findings(BOOK, DEPARTMENT) == ()

    @pytest.mark.parametrize("item", [one.id for one in BOOK.checklist("normative")])
    def test_R21b_each_unconfirmed_negative_blocks_and_is_named(self, item):
        (found,) = legality_findings(BOOK, drafted(failed=(item,)))
        assert found.effect is Effect.BLOCK
        assert next(one.question for one in BOOK.checklist("normative") if one.id == item) in found.sentence

    @pytest.mark.parametrize(
        ("drafter", "reviewer"), [("钱多", "钱多"), ("钱 多", "钱多"), ("孙立、钱多", "钱多"), ("钱多", " 钱多 ")]
    )
    def test_R21b_trap_the_drafter_cannot_review(self, drafter, reviewer):
        assert rules(legality_findings(BOOK, drafted(drafter=drafter, reviewer=reviewer))) == {"R21b"}

    @pytest.mark.parametrize(("drafter", "reviewer"), [("钱多", ""), ("", "宋词"), ("、", "宋词")])
    def test_R21b_trap_a_name_left_out_is_no_other_person(self, drafter, reviewer):
        assert rules(legality_findings(BOOK, drafted(drafter=drafter, reviewer=reviewer))) == {"R21b"}

    def test_R21b_a_name_within_a_longer_one_is_another_person(self):
        assert reviewer_fault("钱多多", "钱多") == ""

    def test_R21b_trap_nothing_is_confirmed_before_the_review(self):
        assert rules(legality_findings(BOOK, drafted(checked=False))) == {"R21b"}

    def test_R21b_rules_may_set_penalties_and_are_asked_for_their_steps_instead(self):
        assert legality_findings(BOOK, replace(REGULATION, failed=("no_penalty",))) == ()

    def test_R21e_the_governments_own_draft_with_opinion_and_reviewer_passes(self):
        assert city_findings(BOOK, CITY) == ()

    @pytest.mark.parametrize("lacks", [{"opinion": ""}, {"reviewer": ""}, {"checked": False}])
    def test_R21e_trap_without_opinion_reviewer_or_review_it_is_blocked(self, lacks):
        assert rules(city_findings(BOOK, replace(CITY, **lacks))) == {"R21e"}

    @pytest.mark.parametrize("organ", ["", "office"])
    def test_R21e_asks_nothing_of_departments_and_the_office(self, organ):
        assert city_findings(BOOK, replace(CITY, organ=organ, opinion="")) == ()

    def test_R21a_one_department_alone_on_a_matter_of_two_is_warned_of(self):
        (found,) = joint_findings(BOOK, drafted(related=("市公安局",)))
        assert (found.rule, found.effect) == ("R21a", Effect.WARN)
        assert "2个单位" in found.sentence

    @pytest.mark.parametrize(
        "draft",
        [
            drafted(related=("市城管局",)),
            drafted(related=("市公安局",), co_issuers=("市公安局",)),
            replace(CITY, related=("市公安局", "市城管局")),
            DEPARTMENT,
        ],
    )
    def test_R21a_trap_own_matters_joint_papers_and_the_citys_are_not_warned_of(self, draft):
        assert joint_findings(BOOK, draft) == ()


class TestLegislation:
    def test_R19b_every_step_and_the_opinion_pass(self):
        assert step_findings(BOOK, REGULATION) == ()

    def test_R19b_a_missing_step_is_named(self):
        (found,) = step_findings(BOOK, replace(REGULATION, steps_failed=("argued",)))
        assert found.effect is Effect.BLOCK
        assert "论证" in found.sentence
        assert "调研" not in found.sentence

    def test_R19b_trap_all_steps_but_no_opinion_of_the_legal_office(self):
        assert rules(step_findings(BOOK, replace(REGULATION, opinion=""))) == {"R19b"}

    def test_R19b_trap_unasked_steps_are_not_done(self):
        (found,) = step_findings(BOOK, replace(REGULATION, checked=False, type=LAW_DRAFT))
        assert all(word in found.sentence for word in ("调研", "起草", "论证", "协调", "征求意见", "送审稿"))

    def test_R19b_asks_nothing_of_normative_documents(self):
        assert step_findings(BOOK, replace(CITY, steps_failed=("argued",))) == ()

    def test_R20a_a_consultation_or_its_secrecy_passes(self):
        assert consultation_findings(BOOK, REGULATION, TODAY) == ()
        exempt = replace(REGULATION, consulted_from=None, consulted_to=None, exempt="依法不公开")
        assert consultation_findings(BOOK, exempt, TODAY) == ()

    @pytest.mark.parametrize("last", [None, date(2026, 9, 1)])
    def test_R20a_trap_neither_or_half_of_it_is_blocked(self, last):
        draft = replace(REGULATION, consulted_from=None, consulted_to=last)
        assert rules(consultation_findings(BOOK, draft, TODAY)) == {"R20a"}

    @pytest.mark.parametrize(
        ("first", "last", "warned"),
        [
            (date(2026, 8, 1), date(2026, 8, 31), False),
            (date(2026, 8, 1), date(2026, 8, 30), True),
            (date(2026, 10, 1), date(2026, 11, 22), False),
            (date(2026, 10, 1), date(2026, 11, 23), True),
        ],
    )
    def test_R20a_less_than_thirty_days_or_a_time_still_running_is_warned_of(self, first, last, warned):
        found = consultation_findings(BOOK, replace(REGULATION, consulted_from=first, consulted_to=last), TODAY)
        assert rules(found, Effect.WARN) == ({"R20a"} if warned else set())
        assert not rules(found)

    def test_R20a_asks_nothing_of_normative_documents(self):
        assert consultation_findings(BOOK, CITY, TODAY) == ()

    def test_R20b_grounds_of_every_dissent_and_a_leaning_opinion_pass(self):
        sides = [Side("市公安局", "不同意", "法律已有规定"), Side("市财政局", "同意")]
        assert dissent_findings(BOOK, sides, "倾向市公安局的意见") == ()

    def test_R20b_trap_a_dissent_without_grounds_or_leaning_is_blocked(self):
        (found,) = dissent_findings(BOOK, [Side("市公安局", "不同意")], "")
        assert found.effect is Effect.BLOCK
        assert "市公安局的依据" in found.sentence
        assert "倾向性意见" in found.sentence

    def test_R20b_agreement_needs_nothing(self):
        assert dissent_findings(BOOK, [Side("市公安局", "同意"), Side("市财政局", "未回复")], "") == ()

    def test_R20b_bites_rules_with_unsettled_dissent_and_not_departments_papers(self):
        sides = (Side("市公安局", "不同意", "法律已有规定"),)
        assert "R20b" in rules(draft_findings(BOOK, replace(REGULATION, sides=sides), TODAY))
        assert "R20b" not in rules(draft_findings(BOOK, drafted(sides=sides), TODAY))

    def test_R19c_an_interpretation_is_the_legal_offices(self):
        (found,) = interpretation_note(BOOK, "关于停车管理规定第五条的解释")
        assert (found.rule, found.effect) == ("R19c", Effect.NOTE)
        assert TERMS.legal_office in found.sentence

    def test_R19c_trap_other_papers_are_not_noted(self):
        assert interpretation_note(BOOK, "关于停车管理的规定") == ()

    def test_R20c_an_evaluation_that_is_past_its_day_is_warned_of(self):
        due = life.evaluation_day(TERMS, RULE, date(2024, 3, 1))
        assert due == date(2026, 3, 1)
        assert {one.rule for one in life.evaluation_findings(BOOK, due, None, date(2026, 3, 2))} == {"R20c"}

    @pytest.mark.parametrize(("evaluated", "as_of"), [(None, date(2026, 3, 1)), (date(2026, 1, 5), date(2027, 1, 1))])
    def test_R20c_trap_on_the_day_itself_or_once_evaluated_nothing_is_said(self, evaluated, as_of):
        assert life.evaluation_findings(BOOK, date(2026, 3, 1), evaluated, as_of) == ()

    def test_R20c_only_rules_have_a_day_of_evaluation(self):
        assert life.evaluation_day(TERMS, NORMATIVE, date(2024, 3, 1)) is None


class TestPublication:
    PUBLISHED = date(2026, 9, 10)

    def findings(self, number="CZCR-2026-07001", days=30, reason="", kind=NORMATIVE):
        effective = self.PUBLISHED + timedelta(days=days)
        return life.publication_findings(BOOK, kind, number, self.PUBLISHED, effective, reason)

    def test_R21c_registered_and_in_force_after_thirty_days_passes(self):
        assert self.findings() == ()

    def test_R21c_trap_publishing_before_registering_is_blocked(self):
        assert rules(self.findings(number="")) == {"R21c"}

    def test_R21c_trap_force_on_the_29th_day_without_a_reason_is_warned_of(self):
        found = self.findings(days=29)
        assert rules(found, Effect.WARN) == {"R21c"}
        assert not rules(found)

    def test_R21c_a_reason_lets_it_come_into_force_at_once(self):
        assert self.findings(days=0, reason="不立即施行有碍执行") == ()

    def test_R21c_rules_bear_no_unified_number(self):
        assert self.findings(number="", kind=RULE) == ()

    def test_R21c_force_before_publication_is_always_refused(self):
        with pytest.raises(Refusal):
            life.effective_day(TERMS, self.PUBLISHED, date(2026, 9, 9))
        assert life.effective_day(TERMS, self.PUBLISHED, self.PUBLISHED) == self.PUBLISHED
        assert life.effective_day(TERMS, self.PUBLISHED, None) == date(2026, 10, 10)


class TestLife:
    LIFE = Life("已公布", date(2021, 10, 1), date(2021, 11, 1), date(2026, 10, 1), date(2026, 4, 1))

    def test_R21d_five_years_from_publication_end_on_the_same_day(self):
        assert life.lapse_day(TERMS, NORMATIVE, date(2021, 10, 1), False) == date(2026, 10, 1)

    def test_R21d_trial_documents_live_two_years(self):
        assert kinds.is_trial(TERMS, "城市停车管理暂行办法")
        assert life.lapse_day(TERMS, NORMATIVE, date(2021, 10, 1), True) == date(2023, 10, 1)
        assert not kinds.is_trial(TERMS, "城市停车管理办法")

    def test_R21d_leap_day_ends_on_the_28th_and_rules_have_no_end(self):
        assert life.lapse_day(TERMS, NORMATIVE, date(2024, 2, 29), False) == date(2029, 2, 28)
        assert life.lapse_day(TERMS, RULE, date(2024, 2, 29), False) is None

    @pytest.mark.parametrize(
        ("as_of", "state"),
        [
            (date(2021, 10, 31), PENDING),
            (date(2021, 11, 1), VALID),
            (date(2026, 3, 31), VALID),
            (date(2026, 4, 1), EXPIRING),
            (date(2026, 9, 30), EXPIRING),
            (date(2026, 10, 1), LAPSED),
            (date(2030, 1, 1), LAPSED),
        ],
    )
    def test_R21d_a_document_lapses_by_itself(self, as_of, state):
        assert self.LIFE.state(as_of) == state

    def test_R21d_trap_a_repealed_one_does_not_lapse_and_a_renewed_one_is_not_repealed(self):
        repealed = replace(self.LIFE, kept=REPEALED, ended_on=date(2023, 1, 1))
        assert repealed.state(date(2022, 12, 31)) == VALID
        assert repealed.state(date(2026, 10, 1)) == REPEALED
        assert replace(self.LIFE, ended_on=date(2026, 8, 1)).state(date(2026, 8, 1)) == LAPSED

    @pytest.mark.parametrize(("as_of", "warned"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
    def test_R21d_is_warned_of_from_six_months_before(self, as_of, warned):
        assert bool(life.validity_findings(BOOK, self.LIFE, as_of)) is warned

    def test_R21d_trap_an_evaluation_is_not_yet_a_renewal(self):
        as_of = date(2026, 5, 1)
        assert life.validity_findings(BOOK, self.LIFE, as_of, outcome="延续")
        assert not life.validity_findings(BOOK, self.LIFE, as_of, outcome="到期失效")
        assert not life.validity_findings(BOOK, self.LIFE, as_of, outcome="延续", renewed=True)
        assert not life.validity_findings(BOOK, self.LIFE, date(2026, 10, 1))

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
    def test_months_back_and_forth_never_leave_the_month(self, day, months):
        before = life.months_before(day, months)
        assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
        assert before.day == day.day or (before.day < day.day and (before + timedelta(days=1)).day == 1)


class TestFiling:
    CALENDAR = published_calendar()

    def due(self, kind, published):
        start = datetime.combine(published, datetime.min.time(), CHINA)
        return compute_deadline(self.CALENDAR, start, kinds.filing_days(TERMS, kind), "day").due

    def findings(self, now, sent=None):
        due = self.due(RULE, date(2026, 9, 10))
        return life.filing_findings(BOOK, "国务院", due, sent, now, self.CALENDAR)

    def test_R31b_rules_are_due_in_thirty_days_and_a_made_up_saturday_is_no_rest_day(self):
        assert self.due(RULE, date(2026, 9, 10)).date() == date(2026, 10, 10)

    def test_R31b_trap_a_rest_day_rolls_on(self):
        assert self.due(NORMATIVE, date(2026, 11, 6)).date() == date(2026, 11, 23)

    def test_R31b_bodies_and_days_differ_for_rules(self):
        assert kinds.filing_bodies(TERMS, RULE) == TERMS.rules_filed_with
        assert kinds.filing_bodies(TERMS, NORMATIVE) == TERMS.filed_with
        assert (kinds.filing_days(TERMS, RULE), kinds.filing_days(TERMS, NORMATIVE)) == (30, 15)

    @pytest.mark.parametrize(
        ("now", "word"),
        [(datetime(2026, 10, 9, 9), "到期"), (datetime(2026, 10, 10, 9), "到期"), (datetime(2026, 10, 11, 9), "超期")],
    )
    def test_R31b_is_warned_of_when_near_and_when_over(self, now, word):
        (found,) = self.findings(now.replace(tzinfo=CHINA))
        assert (found.rule, found.effect) == ("R31b", Effect.WARN)
        assert word in found.sentence

    def test_R31b_trap_far_away_or_sent_in_time_is_silent_and_sent_late_is_not(self):
        assert self.findings(datetime(2026, 9, 20, tzinfo=CHINA)) == ()
        late = datetime(2026, 11, 1, tzinfo=CHINA)
        assert self.findings(late, sent=date(2026, 10, 10)) == ()
        assert "晚了 1 天" in self.findings(late, sent=date(2026, 10, 11))[0].sentence


class TestKinds:
    @pytest.mark.parametrize(
        ("series", "kind", "title", "expected"),
        [
            ("order", "命令", "城市停车管理规定", RULE),
            ("gov_issue", "议案", "关于提请审议城市停车条例（草案）的议案", LAW_DRAFT),
            ("gov_issue", "通知", "关于征求城市停车条例（草案）意见的通知", NORMATIVE),
            ("normative", "通知", "关于印发城市停车办法的通知", NORMATIVE),
        ],
    )
    def test_the_type_comes_from_series_and_title(self, series, kind, title, expected):
        assert kinds.type_of(TERMS, series, kind, title) == expected

    def test_only_marked_papers_and_their_series_are_concerned(self):
        assert kinds.concerned(BOOK, "normative", "通知", "某办法", False)
        assert kinds.concerned(BOOK, "order", "命令", "某规定", False)
        assert kinds.concerned(BOOK, "gov_issue", "通知", "某办法", True)
        assert not kinds.concerned(BOOK, "gov_issue", "通知", "某办法", False)

    @pytest.mark.parametrize(
        "text", ["CZCR-2026-07012", "czcr-2026-07012", "ＣＺＣＲ－２０２６－０７０１２", "CZCR—2026—07012"]
    )
    def test_a_unified_number_is_read_in_any_width(self, text):
        assert kinds.read_registration(TERMS, text) == ("07", 2026, 12)

    @pytest.mark.parametrize("text", ["", "CZCR-2026-0712", "YYCR-2026-07012", "CZCR-26-07012", "政发〔2026〕1号"])
    def test_trap_anything_else_is_refused(self, text):
        with pytest.raises(Refusal):
            kinds.read_registration(TERMS, text)

    @given(st.integers(1990, 2099), st.integers(0, 99), st.integers(1, 99999))
    def test_what_is_written_is_read_back(self, year, issuer, serial):
        code = f"{issuer:02d}"
        assert kinds.read_registration(TERMS, TERMS.number(year, code, serial)) == (code, year, serial)

    @pytest.mark.parametrize("text", ["7", "007", "七", "ab", ""])
    def test_an_issuer_code_is_two_digits(self, text):
        with pytest.raises(Refusal):
            kinds.issuer_code(text)
        assert kinds.issuer_code(" ０７ ") == "07"

    def test_a_pack_that_is_silent_says_nothing(self):
        silent = load(Path(__file__).parent.parent / "rulebook" / "linhe-2024.toml")
        assert draft_findings(silent, replace(REGULATION, checked=False), TODAY) == ()
        assert not kinds.concerned(silent, "order", "命令", "某规定", True)
