"""Six normative documents of the invented city: in force, near its end, lapsed, to file, a department's, a draft."""

from collections import Counter
from datetime import date, datetime, time
from typing import Any

from govtui.domain.clock import CHINA
from govtui.domain.documents.normative.kinds import NORMATIVE, filing_bodies, filing_days
from govtui.domain.documents.normative.life import (
    DRAFTED,
    PUBLISHED,
    effective_day,
    lapse_day,
    months_after,
    months_before,
    years_after,
)
from govtui.domain.documents.numbering import unified_series
from govtui.domain.documents.outgoing.states import TO_ARCHIVE, TO_REVIEW
from govtui.domain.people.terms import DEPARTMENT
from govtui.domain.workdays import compute_deadline
from govtui.rulebook.outgoing import NormativeTerms
from govtui.services.demonstration import city
from govtui.services.demonstration.outgoing import words
from govtui.services.demonstration.outgoing.lives import Life, Office
from govtui.services.demonstration.outgoing.papers import SENT
from govtui.services.documents.due import columns_of
from govtui.services.workdays import current_calendar
from govtui.store.numbers import USED

_OLD = (("城市绿地管理办法", 3, 3), ("城区停车管理办法", -1, 11))
"""Documents of the paper book: title, in how many months they lapse, serial in their year."""

_DEPARTMENTS_OWN, _DEPARTMENTS_CODE, _MONTHS_AGO = "校车服务管理办法", "11", 7
_NEAR = 1
"""Days that are left to file the newest document."""


class Documents:
    """Writes the documents; those that a paper carries are published with it."""

    def __init__(self, office: Office, terms: NormativeTerms) -> None:
        self.office, self.terms, self.today = office, terms, office.desk.today()
        self._code = next(one.code for one in terms.issuers if one.organ == "government")
        self._serials: Counter[tuple[str, int]] = Counter()
        self._started: dict[tuple[str, int], int] = {}
        self._ids = 0
        self._reviewer = next((one.head for one in office.people.units if one.body.name.endswith("司法局")), "")

    def write(self, lives: list[Life]) -> int:
        """All six; returns how many there are. `lives` are those of papers, whose rows are not written yet."""
        for title, months, serial in _OLD:
            self._old(title, months, serial)
        self._department()
        for life in lives:
            if life.columns["normative"]:
                self._carried(life)
        for (series, year), last in self._started.items():
            self.office.rows.add("number_start", series=series, year=year, last=last, reason=words.RECORDED)
        return self._ids

    def _old(self, title: str, months: int, serial: int) -> None:
        """One of the paper book: published so long ago that it lapses `months` from now."""
        on = months_after(years_after(self.today, -self.terms.validity_years), months)
        about = {"number": "", "title": title, "drafter": "", **self._registered(self._code, on.year, serial)}
        series = unified_series(self._code), on.year
        self._started[series] = max(serial, self._started.get(series, 0))
        self._add(on, organ="government", issuer=city.GOVERNMENT, effective_on=on, **about)

    def _department(self) -> None:
        unit = next(one for one in self.office.people.of(DEPARTMENT) if one.body.name.endswith("教育局"))
        on = self._workday(months_before(self.today, _MONTHS_AGO))
        about = {"title": _DEPARTMENTS_OWN, "issuer": unit.body.name, "issuer_unit_id": unit.id}
        self._add(on, drafter=unit.deputy, **about, **self._review(on), **self._new(_DEPARTMENTS_CODE, on))
        self._file(on, sent=2)

    def _carried(self, life: Life) -> None:
        """The document of a paper: a draft, or published with the paper and filed or waiting for it."""
        paper, clock = life.paper, self.office.clock
        about = {"outgoing_id": paper.id, "title": paper.title, "drafter": paper.unit.deputy, "organ": "government"}
        about |= {"issuer": city.GOVERNMENT, "number": paper.number}
        if paper.state == TO_REVIEW:
            self._add(None, **about, state=DRAFTED)
            return
        fresh, channel = paper.state == TO_ARCHIVE, self.terms.channels[0] if self.terms.channels else ""
        wanted = date.fromordinal(self.today.toordinal() - self.terms.filing_days + _NEAR)
        minute = max(paper.at[SENT], clock.minute_at(datetime.combine(wanted, time(11))) if fresh else 0)
        on = clock.day_of(minute)
        number = self._new(self._code, on)
        self._add(on, **about, channel=channel, **self._review(clock.day_of(paper.at[0])), **number)
        self._file(on, sent=1 if fresh else 2)
        life.publish(minute, channel, f"公布 {number['reg_number']}")

    def _add(self, on: date | None, **columns: Any) -> None:
        """One document with the days that its publication starts."""
        self._ids += 1
        started = self._days(on, columns.pop("effective_on", None)) if on is not None else {}
        created = self.office.clock.stamp(max(0, self.office.clock.now - self.office.clock.per_day))
        made = {"created_at": created, "created_by": self.office.people.clerks[0]}
        self.office.rows.add("normative_document", id=self._ids, type=NORMATIVE, **{**made, **started, **columns})

    def _days(self, on: date, effective_on: date | None) -> dict[str, Any]:
        until = lapse_day(self.terms, NORMATIVE, on, False)
        assert until is not None
        return {
            "state": PUBLISHED,
            "registered_on": on.isoformat(),
            "published_on": on.isoformat(),
            "effective_on": effective_day(self.terms, on, effective_on).isoformat(),
            "valid_until": until.isoformat(),
            "review_on": months_before(until, self.terms.review_months).isoformat(),
        }

    def _review(self, on: date) -> dict[str, Any]:
        said = {"legal_reviewer": self._reviewer, "legal_opinion": words.LEGAL_OPINION}
        return {**said, "checked": True, "legal_reviewed_on": on.isoformat()}

    def _new(self, code: str, on: date) -> dict[str, Any]:
        """The next unified number of an issuer, with its row in the ledger."""
        series = unified_series(code)
        self._serials[series, on.year] += 1
        serial = self._serials[series, on.year] + self._started.get((series, on.year), 0)
        stamp = datetime.combine(on, time(9), CHINA).isoformat()
        about = {"state": USED, "noun": "normative", "row_id": self._ids + 1, "at": stamp}
        self.office.rows.add("number_ledger", series=series, year=on.year, serial=serial, **about)
        return self._registered(code, on.year, serial)

    def _registered(self, code: str, year: int, serial: int) -> dict[str, Any]:
        number = self.terms.number(year, code, serial)
        return {"issuer_code": code, "reg_year": year, "reg_serial": serial, "reg_number": number}

    def _file(self, on: date, sent: int) -> None:
        """The filings of the last document: so many of them were sent."""
        book, calendar = self.office.desk.book, current_calendar(self.office.desk)
        start, closes = datetime.combine(on, time(0), CHINA), book.office_hours.closes
        article = book.rule("R31b").article_text if book.holds("R31b") else ""
        due = compute_deadline(calendar, start, filing_days(self.terms, NORMATIVE), "day", closes, rule=article)
        for place, body in enumerate(filing_bodies(self.terms, NORMATIVE)):
            gone = place < sent
            self.office.rows.add(
                "filing",
                normative_id=self._ids,
                recipient=body,
                **columns_of(due),
                sent_on=min(self._workday(on), self.today).isoformat() if gone else None,
                receipt=words.RECEIPT if gone else "",
            )

    def _workday(self, day: date) -> date:
        return current_calendar(self.office.desk).next_workday(day)
