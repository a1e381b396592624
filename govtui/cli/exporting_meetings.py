"""What `govtui export` can write of meetings, topics and the week, and how its options choose them."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from govtui.cli.choosing import names, needed, only

if TYPE_CHECKING:
    from govtui.files.exports import Exported
    from govtui.services.desk import Desk

_NAME = "市人民政府第12次常务会议"


def decisions(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """议定事项督查台账 of some meetings, or of all."""
    from govtui.files.meetings.exports import export_decisions

    only(options, "decisions", "meeting")
    if options.meeting:
        return _each("export_decisions", "decisions")(desk, options)
    return export_decisions(desk, None, options.out)


def topic(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """议题审批表 of some topics in one file."""
    from govtui.files.meetings.exports import export_topics
    from govtui.services.meetings.prints import topic_named

    words = names(needed(options, "topic", "topic", "哪个议题", "12"))
    return export_topics(desk, [topic_named(desk, one) for one in words], options.out)


def week(desk: "Desk", options: argparse.Namespace) -> "Exported":
    """一周会议活动安排 of a week, past or to come."""
    from govtui.files.meetings.exports import export_week
    from govtui.services.documents.weekly import monday_of

    only(options, "week", "week")
    today = desk.today()
    return export_week(desk, monday_of(options.week, today) if options.week else today, options.out)


def _each(writer: str, what: str) -> "Callable[[Desk, argparse.Namespace], Exported]":
    """What writes one print of each of the meetings named."""

    def write(desk: "Desk", options: argparse.Namespace) -> "Exported":
        from govtui.files.exports import Exported
        from govtui.files.meetings import exports
        from govtui.services.meetings.prints import meeting_named

        words = names(needed(options, what, "meeting", "哪次会议", _NAME))
        meetings = dict.fromkeys(meeting_named(desk, one) for one in words)
        export: Any = getattr(exports, writer)
        done = [export(desk, one, options.out) for one in meetings]
        return Exported(tuple(path for one in done for path in one.files), sum(one.rows for one in done))

    return write


MEETING_EXPORTS: "dict[str, tuple[str, Callable[[Desk, argparse.Namespace], Exported]]]" = {
    "agenda": ("议程", _each("export_agenda", "agenda")),
    "notice": ("会议通知", _each("export_notice", "notice")),
    "sign-in": ("签到表", _each("export_sign_in", "sign-in")),
    "seating": ("座次表", _each("export_seating", "seating")),
    "leaves": ("请假备案", _each("export_leaves", "leaves")),
    "minutes": ("会议纪要", _each("export_minutes_of", "minutes")),
    "decisions": ("议定事项督查台账", decisions),
    "topic": ("议题审批表", topic),
    "week": ("一周会议活动安排", week),
}
"""What can be exported of meetings: the word for it, its name, and what writes it."""
