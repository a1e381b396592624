"""How papers end: why some go back, which copies must be given back, where the file lies."""

from datetime import date, timedelta
from random import Random
from typing import Any

from govtui.domain.documents.states import DESTROYED, RECALLED, TO_RECALL
from govtui.rulebook import Rulebook
from govtui.rulebook.papers import ReturnReason
from govtui.services.demonstration import words

_RECALL_AFTER, _DESTROY_AFTER, _ARCHIVE_AFTER = timedelta(days=120), timedelta(days=240), timedelta(days=180)


def return_code(rng: Random, book: Rulebook, columns: dict[str, Any]) -> ReturnReason:
    """A reason of the rule pack that fits the paper."""
    known = {reason.code: reason for reason in book.return_reasons}
    if columns.get("signer_principal") is False and "not_principal" in known:
        return known["not_principal"]
    fitting = [code for code in words.RETURNS.get(columns["kind"], words.RETURNS_ELSE) if code in known]
    return known[rng.choice(fitting)] if fitting else book.return_reasons[-1]


def recall_state(rng: Random, columns: dict[str, Any], today: date) -> str:
    """Copies of internal papers of other bodies go back after some months and are then destroyed."""
    if columns["secrecy"] == "无" or rng.random() < 0.3:
        return ""
    age = today - date.fromisoformat(columns["closed_at"][:10])
    return TO_RECALL if age < _RECALL_AFTER else RECALLED if age < _DESTROY_AFTER else DESTROYED


def archive_number(columns: dict[str, Any], today: date) -> str:
    """The file number of a paper that has been closed for half a year."""
    if today - date.fromisoformat(columns["closed_at"][:10]) < _ARCHIVE_AFTER:
        return ""
    return f"{columns['year']}-收-{columns['serial']:05d}"
