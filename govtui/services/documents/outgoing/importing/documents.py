"""The normative document that a row of the register of outgoing papers speaks of: unified number and validity."""

from datetime import date
from typing import Any

from govtui.domain.documents.normative.kinds import is_trial, read_registration, type_of
from govtui.domain.documents.normative.life import PUBLISHED, REPEALED, months_before
from govtui.domain.documents.outgoing import states
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.rulebook import Rulebook
from govtui.services.documents.importing.cells import EMPTY_DAY, Cells
from govtui.services.documents.outgoing.importing.days import PaperDays


class DocumentReader:
    """Reads what a row says of a normative document; nothing of it is reckoned, blanks stay blank."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._organs = {one.id: one.organ for one in book.outgoing_series if one.organ}

    def read(self, cells: Cells, values: dict[str, Any], days: PaperDays, notes: list[str]) -> dict[str, Any] | None:
        """The columns of the document, None where the row names neither a unified number nor a validity.

        It was published on the day that the row says, else on the day it was issued, dated or signed.
        """
        number, until = clean(cells.text("reg_number", multiline=True)), _until(cells, notes)
        published = next((days.days[name] for name in _PUBLISHED if days.days[name]), None)
        terms = self._book.normative
        if terms is None or published is None or values["state"] == states.VOID or not (number or until):
            if number:
                notes.append(f"统一登记号：{number}")
            return None
        organ = self._organs.get(values["series"], "")
        ended = values["force"] == states.REPEALED
        return {
            "type": type_of(terms, values["series"], values["kind"], values["title"]),
            "organ": organ,
            "issuer": self._book.organ_name(organ) if organ else values["drafting_unit"],
            "number": values["number"],
            "title": values["title"],
            "drafter": values["drafter"] or values["drafting_unit"],
            **self._registration(number, notes),
            "published_on": published.isoformat(),
            "channel": values["publish_channel"],
            "effective_on": published.isoformat(),
            "trial": is_trial(terms, values["title"]),
            "valid_until": until.isoformat() if until else None,
            "review_on": months_before(until, terms.review_months).isoformat() if until else None,
            "state": REPEALED if ended else PUBLISHED,
            "ended_on": values["force_on"] if ended else None,
            "ended_by": values["force_note"] if ended else "",
        }

    def _registration(self, text: str, notes: list[str]) -> dict[str, Any]:
        """The unified number by its parts; one that is not written as the pack says stays as it is."""
        terms = self._book.normative
        assert terms is not None
        columns: dict[str, Any] = {"issuer_code": "", "reg_year": None, "reg_serial": None, "reg_number": text}
        if not text:
            return columns
        try:
            issuer, year, serial = read_registration(terms, text)
        except Refusal:
            notes.append("统一登记号按原文登记")
            return columns
        number = terms.number(year, issuer, serial)
        return {"issuer_code": issuer, "reg_year": year, "reg_serial": serial, "reg_number": number}


_PUBLISHED = ("published_on", "issued_on", "dated_on", "signed_on")


def _until(cells: Cells, notes: list[str]) -> date | None:
    """The day on which validity ends; words (长期, 五年) are kept as a note."""
    found = cells.day("valid_until", None)
    if found.day is None and found.reason != EMPTY_DAY:
        notes.append(f"有效期至：{cells.text('valid_until')}")
    return found.day
