"""误录处置 of normative documents: a department's own, and one that a paper carries; and no column is forgotten."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative, NormativeList
from govtui.services.documents.outgoing import views as papers
from govtui.services.finding import find
from govtui.store.documents.holdings import NOUNS
from tests.offices import Office, small_office
from tests.services.mistaken_papers import CLEARED, NUMBER, OWN, Case, blank, left, one, secret_case, verdict
from tests.services.normative_papers import department, published


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


@pytest.fixture
def secret(office: Office) -> Case:
    return secret_case(office)


class TestNormative:
    def test_from_the_document_its_paper_goes_too(self, office: Office, secret: Case) -> None:
        done = blank(office, secret.document, "normative")
        assert done.sentence.startswith(NUMBER)
        assert left(office) == OWN
        assert papers.one_row(office.desk, secret.id).title == CLEARED

    def test_a_departments_document_is_blanked_with_its_number_void(self, office: Office) -> None:
        made = published(office, title="犰狳校车管理办法", number="鸬鹚发〔2026〕3号")
        renewed = services.renew(office.desk, made).id
        entry, version = services.entry_of(office.desk, made)
        services.change(office.desk, made, version, replace(entry, fair_competition="貘獴已审", note="☃¿"))
        services.change(office.desk, renewed, 1, NewNormative("新办法", issuer="市教育局", note="接替鸬鹚发[2026]3号"))
        done = blank(office, made, "normative")
        assert done.sentence.startswith("CZCR-2026-07001 误录处置")
        assert left(office) == set()
        row = services.one_row(office.desk, made)
        assert (row.title, row.state, row.issuer, row.reg_number) == (CLEARED, "作废", "", "CZCR-2026-07001")
        assert services.entry_of(office.desk, renewed)[0].note == f"接替{CLEARED}"
        ledger_row = one(office.desk, "SELECT state, reason FROM number_ledger WHERE noun = 'normative'")
        assert tuple(ledger_row) == ("作废", "误录处置")
        assert [(hit.noun, hit.id) for hit in find(office.desk, "CZCR-2026-07001")] == [("normative", made)]
        assert find(office.desk, "市教育局 校车") == []
        assert verdict(office.desk).first_bad is None

    def test_it_waits_in_no_queue_and_takes_no_more_acts(self, office: Office) -> None:
        made = published(office)
        filing = services.one_row(office.desk, made).filings[0]
        blank(office, made, "normative")
        found = services.detail(office.desk, made)
        assert found.row.lamp == ""
        queues = ("register", "publish", "filing", "expiring", "evaluate", "valid", "ended")
        assert {NormativeList(office.desk, queue).count() for queue in queues} == {0}
        assert NormativeList(office.desk, "all").count() == 1
        services.explanations(office.desk, made)
        acts: tuple[Callable[[], object], ...] = (
            lambda: services.check(office.desk, made, reviewer="宋词"),
            lambda: services.repeal(office.desk, made, "某决定"),
            lambda: services.file(office.desk, filing.id, receipt="犰狳"),
        )
        for act in acts:
            with pytest.raises(Refusal, match="误录处置"):
                act()

    def test_its_renewal_is_published_all_the_same(self, office: Office) -> None:
        made = published(office)
        renewed = services.renew(office.desk, made).id
        blank(office, made, "normative")
        services.check(office.desk, renewed, reviewer="宋词", opinion="合法")
        services.register(office.desk, renewed, "07")
        services.publish(office.desk, renewed, channel="公报")
        row = services.one_row(office.desk, renewed)
        assert (row.reg_number, row.state) == ("CZCR-2026-07002", "待施行")

    def test_other_documents_keep_their_journal(self, office: Office) -> None:
        made = department(office, "犰狳办法")
        other = department(office, "校园管理办法")
        kept = journal.acts_on(office.desk, "normative", other)
        blank(office, made, "normative")
        assert journal.acts_on(office.desk, "normative", other) == kept
        assert services.one_row(office.desk, other).title == "校园管理办法"
        assert left(office) == set()


_HARMLESS = {
    *("id", "version", "state", "held_since", "series", "direction", "kind", "secrecy", "urgency", "number", "force"),
    *("passed_on", "drafted_on", "checked_on", "rechecked_on", "signed_on", "numbered_at", "dated_on", "issued_on"),
    *("sealed_on", "sent_on", "archived_on", "published_on", "registered_on", "force_on", "publish_due_at"),
    *(
        "publish_basis",
        "publicity",
        "need_failed",
        "sign_act",
        "created_at",
        "at",
        "asked_at",
        "answered_on",
        "used_on",
    ),
    *("received_on", "opinion", "stage", "failed", "steps_failed", "rule", "act", "type", "organ", "issuer_code"),
    *("reg_number", "consulted_from", "consulted_to", "effective_on", "valid_until", "review_on", "evaluated_on"),
    *("evaluate_by", "outcome", "ended_on", "due_at", "due_basis", "legal_reviewed_on", "recipient", "seal"),
}
_WHO_HAD_IT = {
    *("drafter", "checker", "rechecker", "signer", "signer_title", "signer_for", "created_by", "person", "title"),
    *("acting_for", "unit", "reviewer", "receiver", "approver", "handler", "keeper", "by", "legal_reviewer"),
}


@pytest.mark.parametrize("noun", ["outgoing", "normative"])
def test_every_column_that_can_hold_words_is_emptied(office: Office, noun: str) -> None:
    """A column added later must be described, or stand in one of the two lists above."""
    forgotten = []
    for holding in NOUNS[noun].holdings:
        described = {*holding.words, *holding.notes, *holding.marks}
        with office.desk.reading() as reader:
            columns = reader.rows(f"SELECT name, type FROM pragma_table_info('{holding.table}')")
        words = {row["name"] for row in columns if "CHAR" in row["type"] or "TEXT" in row["type"]}
        forgotten += [(holding.table, name) for name in sorted(words - described - _HARMLESS - _WHO_HAD_IT)]
    assert forgotten == []
