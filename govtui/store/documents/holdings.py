"""Where the words of a paper stand: one description for every noun whose mistaken entries can be blanked."""

from govtui.domain.clock import NEVER
from govtui.domain.documents.states import VOID
from govtui.store.documents.holding import Holding, Noun
from govtui.store.meetings.holdings import MEETING_NOUNS

_OVER = (f"state = '{VOID}'", "open = 0", "held_since = :at", "incomplete = 0")

_MOVEMENT = Holding("movement", "incoming_id", notes=("sentence",))
_DOCUMENT = Noun(
    id="document",
    label="收文",
    own=Holding(
        "incoming",
        words=(
            *("sender", "sender_number_raw", "sender_number", "sender_prefix", "copy_no", "attachments", "signer"),
            *("lead_unit", "archive_no", "holder"),
        ),
        notes=("late_reason", "proposal", "answer_number", "result", "return_reason", "note"),
        marks=("title",),
        links=("sender_id", "section_id", "lead_unit_id", "holder_id"),
        sets=(*_OVER, "holder_kind = 'none'"),
    ),
    number="number",
    telling=("title", "sender_number", "sender_number_raw"),
    origins=("sender",),
    texts=("title", "sender_number", "sender_number_raw", "attachments"),
    belongings=(
        Holding("route", "incoming_id", notes=("reason",)),
        Holding("route_step", "incoming_id", notes=("opinion", "note")),
        Holding("handling", "incoming_id", words=("unit",), notes=("answer_number", "result"), links=("unit_id",)),
        _MOVEMENT,
        Holding("reminder", "incoming_id", notes=("text",)),
    ),
    past=_MOVEMENT,
    sweeps=False,
)

_OUTGOING_MOVEMENT = Holding("outgoing_movement", "outgoing_id", notes=("sentence",))
_OUTGOING = Noun(
    id="outgoing",
    label="发文",
    own=Holding(
        "outgoing",
        words=(
            *("body", "attachments", "addressees", "copies_to", "remark", "subject", "drafting_unit", "phone"),
            *("cosigners", "printer", "archive_no", "publish_channel", "index_number", "owner_section", "validity"),
        ),
        notes=(
            *("meeting_ref", "need_reason", "sign_opinion", "seal_note", "publicity_reason", "force_note"),
            *("note", "void_reason"),
        ),
        marks=("title",),
        links=("drafting_unit_id", "matter_unit_id", "answers_id"),
        sets=(*_OVER, "publish_open = 0", f"publish_due_at = '{NEVER}'", "publish_basis = ''"),
    ),
    number="number",
    telling=("title", "number"),
    origins=("drafting_unit",),
    texts=("title", "body", "attachments", "remark"),
    belongings=(
        Holding("signature", "outgoing_id", notes=("opinion", "ended")),
        Holding("co_sign", "outgoing_id", notes=("views", "grounds", "proposal")),
        Holding("paper_review", "outgoing_id", notes=("opinion",)),
        Holding("distribution", "outgoing_id", words=("way",)),
        Holding("seal_use", "outgoing_id", words=("unit", "matter"), marks=("paper",)),
        Holding(
            "paper_relation",
            "outgoing_id",
            notes=("target_number", "target_title"),
            marks=("target_number",),
            links=("target_id",),
        ),
        _OUTGOING_MOVEMENT,
    ),
    past=_OUTGOING_MOVEMENT,
    carries=("normative", "outgoing_id"),
    pointers=(("paper_relation", "target_id"),),
)

_NORMATIVE = Noun(
    id="normative",
    label="规范性文件",
    own=Holding(
        "normative_document",
        words=("issuer", "co_issuers", "related_units", "number", "channel"),
        notes=(
            *("legal_opinion", "consult_exempt", "leaning", "fair_competition", "effective_reason", "evaluation"),
            *("ended_by", "note"),
        ),
        marks=("title",),
        links=("issuer_unit_id", "renews_id"),
        sets=(f"state = '{VOID}'",),
    ),
    number="reg_number",
    telling=("title", "number", "reg_number"),
    origins=("issuer",),
    texts=("title",),
    belongings=(
        Holding(
            "filing",
            "normative_id",
            notes=("receipt",),
            sets=(
                f"due_at = CASE WHEN sent_on IS NULL THEN '{NEVER}' ELSE due_at END",
                "due_basis = CASE WHEN sent_on IS NULL THEN '' ELSE due_basis END",
            ),
        ),
    ),
    carried_by=("outgoing", "outgoing_id"),
    pointers=(("normative_document", "renews_id"),),
    imported=False,
)

NOUNS = {noun.id: noun for noun in (_DOCUMENT, _OUTGOING, _NORMATIVE, *MEETING_NOUNS)}

RELEASES, LEDGER = Holding("rule_release", "row_id", notes=("reason",)), Holding("number_ledger", "row_id")
SHARED = (RELEASES, LEDGER)
"""Tables that hold something of every noun; their column `noun` tells of which."""

REMARKED = (
    *(holding for noun in NOUNS.values() for holding in noun.holdings if holding.notes),
    RELEASES,
    Holding("number_ledger", notes=("reason",)),
    Holding("number_start", notes=("reason",)),
)
"""Where the remarks of other papers can name a blanked one."""
