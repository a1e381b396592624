"""Where the words of topics, meetings, minutes and engagements stand, for mistaken entries that must be blanked."""

from govtui.domain.clock import NEVER
from govtui.domain.meetings.states import CANCELLED, LISTED, OFF, ON, WITHDRAWN
from govtui.store.documents.holding import Holding, Noun

_DISCUSSION = ("reason", "discussion", "dissent", "chair_reason")
_TAKEN_BACK = "state = CASE WHEN state = '待立项' THEN '撤回' ELSE state END"

_TOPIC_MOVEMENT = Holding("topic_movement", "topic_id", notes=("sentence",))
_TOPIC = Noun(
    id="topic",
    label="议题",
    own=Holding(
        "topic",
        words=(
            *("unit", "reporter_post", "content", "proposal", "materials", "contact", "phone", "head_signed"),
            *("basis", "subject"),
        ),
        notes=("leaning", "legal_opinion", "risk_opinion", "fiscal_opinion", "return_reason", "note"),
        marks=("title",),
        links=("unit_id", "incoming_id"),
        sets=(f"state = CASE WHEN state = '{LISTED}' OR open = 1 THEN '{WITHDRAWN}' ELSE state END", "open = 0"),
    ),
    number="",
    telling=("title",),
    origins=("unit",),
    texts=("title", "content", "proposal", "materials"),
    belongings=(
        Holding("topic_unit", "topic_id", notes=("views", "grounds", "adopted")),
        Holding("coordination", "topic_id", notes=("result",)),
        Holding("topic_check", "topic_id", notes=("note",)),
        Holding("topic_stamp", "topic_id", notes=("opinion", "ended")),
        Holding("decision_step", "topic_id", notes=("reason", "document", "responsible")),
        Holding(
            "agenda_item",
            "topic_id",
            notes=_DISCUSSION,
            telling=_DISCUSSION,
            sets=(
                f"position = CASE WHEN state = '{ON}' THEN 0 ELSE position END",
                f"state = CASE WHEN state = '{ON}' THEN '{OFF}' ELSE state END",
            ),
        ),
        Holding("decision", "item_id", notes=("text",), marks=("text",), via="agenda_item", telling=("text",)),
        Holding("decision_unit", "decision_id", notes=("due_words",), via="decision", telling=("due_words",)),
        Holding(
            "proposed_item",
            "decision_id",
            notes=("text", "source", "co_units", "due_words", "reason"),
            marks=("text",),
            sets=(_TAKEN_BACK,),
            via="decision",
            telling=("text",),
        ),
        _TOPIC_MOVEMENT,
    ),
    past=_TOPIC_MOVEMENT,
    imported=False,
)

_MEETING_MOVEMENT = Holding("meeting_movement", "meeting_id", notes=("sentence",))
_MEETING = Noun(
    id="meeting",
    label="会议",
    own=Holding(
        "meeting",
        words=("room", "contact", "phone"),
        notes=(*("subject", "name", "chair_source", "papers", "demands", "cancel_reason", "note"),),
        marks=("name",),
        sets=(f"state = CASE WHEN open = 1 THEN '{CANCELLED}' ELSE state END", "open = 0"),
    ),
    number="",
    telling=("name", "subject"),
    origins=("subject",),
    texts=(),
    belongings=(
        Holding("agenda_item", "meeting_id", notes=_DISCUSSION),
        Holding("meeting_attendee", "meeting_id", notes=("note",)),
        Holding("meeting_leave", "meeting_id", notes=("reason",)),
        Holding("decision", "meeting_id", notes=("text",), marks=("text",), telling=("text",)),
        Holding("decision_unit", "decision_id", notes=("due_words",), via="decision", telling=("due_words",)),
        Holding(
            "proposed_item",
            "meeting_id",
            notes=("text", "source", "co_units", "due_words", "reason"),
            marks=("text",),
            sets=(_TAKEN_BACK,),
            telling=("text",),
        ),
        _MEETING_MOVEMENT,
    ),
    past=_MEETING_MOVEMENT,
    carries=("minutes", "meeting_id"),
    imported=False,
    title="name",
)

_MINUTES = Noun(
    id="minutes",
    label="会议纪要",
    own=Holding(
        "minutes",
        words=("copies_to", "publish_channel"),
        notes=("body", "sign_opinion", "publicity_reason"),
        marks=("title",),
        sets=("publish_open = 0", f"publish_due_at = '{NEVER}'", "publish_basis = ''"),
    ),
    number="number",
    telling=("title", "number"),
    origins=(),
    texts=("title",),
    belongings=(Holding("minutes_stamp", "minutes_id", notes=("about", "opinion", "ended")),),
    carried_by=("meeting", "meeting_id"),
    imported=False,
)

_ENGAGEMENT_MOVEMENT = Holding("engagement_movement", "engagement_id", notes=("sentence",))
_ENGAGEMENT = Noun(
    id="engagement",
    label="活动",
    own=Holding(
        "engagement",
        words=("unit", "head_signed", "place", "scope", "mode", "budget_source", "vehicle", "contact", "phone"),
        notes=("speech", "result", "note"),
        marks=("title",),
        links=("unit_id", "incoming_id"),
        sets=(f"state = CASE WHEN open = 1 THEN '{CANCELLED}' ELSE state END", "open = 0"),
    ),
    number="",
    telling=("title",),
    origins=("unit",),
    texts=("title",),
    belongings=(
        Holding("engagement_leader", "engagement_id", words=("part",)),
        Holding("engagement_stamp", "engagement_id", notes=("opinion",)),
        _ENGAGEMENT_MOVEMENT,
    ),
    past=_ENGAGEMENT_MOVEMENT,
    imported=False,
)

MEETING_NOUNS = (_TOPIC, _MEETING, _MINUTES, _ENGAGEMENT)
