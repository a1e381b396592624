"""What clerks type into the acts on papers: words without control bytes and secrets, days that have come."""

from datetime import date

from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.services.desk import Desk


def said(text: str, multiline: bool = False) -> str:
    """The text fit for the store. Raises Refusal, without the text, where it looks like a state secret."""
    text = clean(text, multiline=multiline)
    if refused := looks_classified(text):
        raise Refusal(refused)
    return text


def dated(desk: Desk, on: date | None, what: str, since: str | None = None, of: str = "") -> str:
    """The ISO day of a step, today unless given; `what` and `of` are the names of its day and of the day before it.

    Raises Refusal for a day to come, or before the ISO day `since`.
    """
    day = on or desk.today()
    if day > desk.today():
        raise Refusal(f"{what} {day} 还没有到，请改正。")
    if since and day.isoformat() < since:
        raise Refusal(f"{what} {day} 不能早于{of} {since}，请改正。")
    return day.isoformat()
