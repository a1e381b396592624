"""One outgoing paper from its draft to where it stands now, as rows: what every step writes when a clerk takes it."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any

from govtui.domain.clock import short_day
from govtui.domain.documents.outgoing import states
from govtui.domain.people.terms import COUNTY, DEPARTMENT
from govtui.services.demonstration import city
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.outgoing import papers as steps
from govtui.services.demonstration.outgoing import words
from govtui.services.demonstration.outgoing.papers import Paper
from govtui.services.demonstration.people import Cast, Settled
from govtui.services.demonstration.rows import Rows
from govtui.services.desk import Desk
from govtui.services.documents.outgoing.numbering import watch_columns
from govtui.services.documents.outgoing.reviewing import RECHECK, REVIEW

_PUBLISH_WITHIN = 12
"""Working days within which the invented office publishes what it publishes in time."""


class Office:
    """What the lives of all papers share."""

    def __init__(self, desk: Desk, rng: Random, people: Cast, clock: WorkingTime, rows: Rows) -> None:
        self.desk, self.rng, self.people, self.clock, self.rows = desk, rng, people, clock, rows
        self.counties, self.party = people.of(COUNTY), people.of(city.PARTY)
        self.provinces = people.of(city.ABOVE)[:1]
        self.phones = {row[0]: row[-1] for row in people.rows["unit"]}
        self.archived = 0

    def receivers(self, paper: Paper) -> list[Settled]:
        """Whom a paper goes to."""
        rng, to = self.rng, paper.form.to
        if to == words.COUNTY_TO and paper.county is not None:
            return [paper.county]
        if to == words.PROVINCE_TO:
            return self.provinces
        departments = [unit for unit in self.people.of(DEPARTMENT) if unit.id != paper.unit.id]
        some = rng.sample(departments, 2 if to == words.LEVEL else 3)
        return some if to == words.LEVEL else [*rng.sample(self.counties, 2), *some]


class Life:
    """Writes one paper. Every step takes what the paper's plan says of it."""

    def __init__(self, office: Office, paper: Paper) -> None:
        self.office, self.paper, self.clock = office, paper, office.clock
        self.clerk = office.rng.choice(office.people.clerks)
        self.columns: dict[str, Any] = {"id": paper.id, "state": paper.state}
        self.to = office.receivers(paper)
        self._said: list[tuple[int, str, str]] = []

    def live(self) -> None:
        """Take all steps that the paper has taken."""
        taking: tuple[Callable[[], None], ...] = (
            *(self._draft, self._hand_in, self._review, self._cosign, self._sign, self._recheck),
            *(self._number, self._print, self._seal, self._send, self._receive, self._archive),
        )
        for take in taking[: self.paper.taken + 1]:
            take()
        if self.paper.state == states.COSIGNING:
            self._cosign_open()
        if self.paper.state == states.VOID:
            self._void()
        if self.paper.old is not None:
            self._repeal(self.paper.old)
        self.columns["open"] = self.paper.state not in states.FINAL_STATES
        self.columns.setdefault("held_since", self._stamp(self.paper.taken))

    def write(self) -> None:
        """Write the paper's row, and what happened to it in the order of time."""
        self.office.rows.add("outgoing", **self.columns)
        about = {"outgoing_id": self.paper.id, "by": self.clerk}
        for minute, kind, sentence in sorted(self._said, key=lambda said: said[0]):
            at = self.clock.stamp(minute)
            self.office.rows.add("outgoing_movement", at=at, kind=kind, sentence=sentence, **about)

    # before the signature ------------------------------------------------------------------------------------------

    def _draft(self) -> None:
        paper, office, form = self.paper, self.office, self.paper.form
        closed = office.rng.random() >= form.open_share
        states_of = office.desk.book.publication.states if office.desk.book.publication else ("", "", "")
        names = "、".join(unit.body.name for unit in self.to)
        self.columns |= {
            "series": form.series,
            "kind": form.kind,
            "direction": form.direction,
            "title": paper.title,
            "body": words.BODY.format(to=names, t=paper.topic, u=paper.unit.body.short),
            "attachments": office.rng.choice(words.ATTACHMENTS),
            "addressees": names,
            "copies_to": "、".join(unit.body.short for unit in office.party[:2]) if form.direction == "down" else "",
            "urgency": form.urgency,
            "major": paper.major,
            "meeting_ref": words.MEETING.format(n=office.rng.randrange(20, 90)) if paper.major else "",
            "drafting_unit_id": paper.unit.id,
            "drafting_unit": paper.unit.body.short,
            "drafter": paper.unit.deputy,
            "phone": office.phones[paper.unit.id],
            "drafted_on": self._day(steps.DRAFTED),
            "publicity": states_of[-1] if closed else states_of[0],
            "publicity_reason": form.closed if closed else "",
            "normative": form.series == words.NORMATIVE.series,
            "created_at": self._stamp(steps.DRAFTED),
            "created_by": self.clerk,
        }
        self._note(steps.DRAFTED, "拟稿", f"{paper.unit.body.short} {paper.unit.deputy} 拟稿")

    def _hand_in(self) -> None:
        if self.paper.asked:
            names = "、".join(unit.body.short for unit, _ in self.paper.asked)
            self._note(steps.DRAFTED, "会签", f"送会签：{names}")
        self._note(steps.HANDED, "送核", "送核稿")

    def _review(self) -> None:
        self._reviewed(steps.REVIEWED, REVIEW)
        self.columns |= {"checker": self.clerk, "checked_on": self._day(steps.REVIEWED)}
        self._note(steps.REVIEWED, REVIEW, f"核稿通过，{states.COSIGNING if self.paper.asked else states.TO_SIGN}")

    def _cosign(self) -> None:
        """Everybody has answered; a paper that nobody was asked about waits for its signer from the review on."""
        if not self.paper.asked:
            if self.paper.state == states.TO_SIGN:
                self.columns["held_since"] = self._stamp(steps.REVIEWED)
            return
        for unit, opinion in self.paper.asked:
            self._answer(unit, opinion, steps.COSIGNED)
        self._note(steps.COSIGNED, "会签", "会签结束")
        self._keep_answers()

    def _cosign_open(self) -> None:
        for unit, opinion in self.paper.asked:
            self._answer(unit, opinion, steps.REVIEWED)
        self._keep_answers()

    def _answer(self, unit: Settled, opinion: str, step: int) -> None:
        silent, dissent = opinion == states.SILENT, opinion == states.DISAGREED
        said = dict(zip(("views", "grounds", "proposal"), _DISSENT, strict=True)) if dissent else {}
        self.office.rows.add(
            "co_sign",
            outgoing_id=self.paper.id,
            unit_id=unit.id,
            unit=unit.body.short,
            person="" if silent else unit.head,
            opinion=opinion,
            asked_at=self._stamp(steps.DRAFTED),
            answered_on=None if silent else self._day(step),
            signed=not silent,
            **said,
        )
        if not silent:
            self._note(step, "会签", f"{unit.body.short} {opinion}（{unit.head}）")

    def _keep_answers(self) -> None:
        self.columns["cosigners"] = "、".join(
            unit.body.short + ("" if opinion == states.AGREED else f"（{opinion}）")
            for unit, opinion in self.paper.asked
        )

    # from the signature to the number ------------------------------------------------------------------------------

    def _sign(self) -> None:
        seat, day = self.paper.seat, self._day(steps.SIGNED)
        assert seat is not None
        book, form = self.office.desk.book, self.paper.form
        rule = book.signer_rule(form.kind, form.series, form.direction, self.paper.major)
        opinion, act = self.office.rng.choice(words.SIGN_OPINIONS), rule.act if rule else "签发"
        self.columns |= {"signer_id": seat.person_id, "signer": seat.name, "signer_title": seat.title}
        self.columns |= {"signer_for": seat.for_name, "sign_act": act, "sign_opinion": opinion}
        self.columns |= {"signed_on": day, "dated_on": day}
        self.office.rows.add(
            "signature",
            outgoing_id=self.paper.id,
            person_id=seat.person_id,
            person=seat.name,
            title=seat.title,
            acting_for_id=seat.for_id,
            acting_for=seat.for_name,
            act=act,
            opinion=opinion,
            signed_on=day,
            rule=(rule.rule or "") if rule else "",
        )
        self._note(steps.SIGNED, act, f"{seat.words}{opinion}")

    def _recheck(self) -> None:
        self._reviewed(steps.RECHECKED, RECHECK)
        self.columns |= {"rechecker": self.clerk, "rechecked_on": self._day(steps.RECHECKED)}
        self._note(steps.RECHECKED, RECHECK, "复核通过")

    def _number(self) -> None:
        paper = self.paper
        self.columns |= {"year": paper.year, "serial": paper.serial, "number": paper.number}
        self.columns["numbered_at"] = self._stamp(steps.NUMBERED)
        self._note(steps.NUMBERED, "编号", paper.number)
        formed = date.fromisoformat(self._day(steps.SIGNED))
        self.columns |= watch_columns(self.office.desk, self.columns["publicity"], formed, None)
        public = paper.at[steps.NUMBERED] + self.office.rng.randrange(1, _PUBLISH_WITHIN * self.clock.per_day)
        if self.columns["publish_open"] and public <= self.clock.now and self._goes_public():
            self.publish(public, self._channel())

    def _goes_public(self) -> bool:
        """Normative papers are published with their registration, one paper was forgotten, a void one never is."""
        return not (self.columns["normative"] or self.paper.late or self.paper.state == states.VOID)

    def publish(self, minute: int, channel: str, said: str = "公开") -> None:
        """The paper was published."""
        on = self.clock.day_of(minute).isoformat()
        self.columns |= {"publish_open": False, "published_on": on, "publish_channel": channel}
        self._say(minute, "公开", f"{on} {said} {channel}")

    def _channel(self) -> str:
        terms = self.office.desk.book.normative
        return self.office.rng.choice(terms.channels) if terms and terms.channels else "公报"

    # on paper ------------------------------------------------------------------------------------------------------

    def _print(self) -> None:
        copies, day = len(self.to) * 2 + 10, self._day(steps.PRINTED)
        self.columns |= {"print_copies": copies, "issued_on": day, "printer": city.OFFICE}
        self.columns |= {"pages": self.office.rng.randrange(2, 9), "force": states.IN_FORCE}
        old = self.paper.old
        ended = f"，{states.REPEALED} {old.number}" if old else ""
        self._note(steps.PRINTED, "印制", f"印 {copies} 份，{short_day(date.fromisoformat(day))} 印发{ended}")

    def _seal(self) -> None:
        paper, day, copies = self.paper, self._day(steps.SEALED), self.columns["print_copies"]
        organ = self.office.desk.book.series(paper.form.series).organ
        self.columns["sealed_on"] = day
        self.office.rows.add(
            "seal_use",
            outgoing_id=paper.id,
            used_on=day,
            unit=paper.unit.body.short,
            seal=f"{city.OFFICE if organ == 'office' else city.GOVERNMENT}印章",
            matter="印发公文",
            paper=f"{paper.number}《{paper.title}》",
            copies=copies,
            approver=paper.seat.words if paper.seat else "",
            handler=paper.unit.deputy,
            keeper=self.clerk,
        )
        self._note(steps.SEALED, "用印", f"用印 {copies} 份")

    def _send(self) -> None:
        self.columns["sent_on"] = self._day(steps.SENT)
        self._note(steps.SENT, "分发", f"分发 {len(self.to)} 个单位 {2 * len(self.to)} 份")

    def _receive(self) -> None:
        """Copies are signed for; while a paper waits for the archive its last receivers have not answered yet."""
        waiting = len(self.to) // 2 if self.paper.state == states.TO_ARCHIVE else 0
        way = self.office.rng.choice(words.SENT_BY)
        signed = self.to[: len(self.to) - waiting]
        for unit in self.to:
            got = unit in signed
            self.office.rows.add(
                "distribution",
                outgoing_id=self.paper.id,
                unit_id=unit.id,
                unit=unit.body.name,
                copies=2,
                way=way,
                sent_on=self._day(steps.SENT),
                receiver=unit.deputy if got else "",
                received_on=self._day(steps.RECEIVED) if got else None,
            )
        if self.paper.state == states.TO_ARCHIVE:
            self.columns["held_since"] = self._stamp(steps.SENT)
        self._note(steps.RECEIVED, "签收", "、".join(unit.body.name for unit in signed) + "签收")

    def _archive(self) -> None:
        self.office.archived += 1
        self.columns["archived_on"] = self._day(steps.FILED)
        self.columns["archive_no"] = f"{self.columns['archived_on'][:4]}-文秘-{self.office.archived}"
        self._note(steps.FILED, "归档", f"归档 {self.columns['archive_no']}")

    # ends ----------------------------------------------------------------------------------------------------------

    def _void(self) -> None:
        minute = min(self.paper.at[-1] + 90, self.clock.now)
        self.columns |= {
            "void_reason": words.VOID_REASON,
            "publish_open": False,
            "held_since": self.clock.stamp(minute),
        }
        self._say(minute, "作废", words.VOID_REASON)

    def _repeal(self, old: Paper) -> None:
        """The relation; what the older paper shows of it is written with that paper, which comes first."""
        about = {"target_id": old.id, "target_number": old.number, "target_title": old.title}
        self.office.rows.add("paper_relation", outgoing_id=self.paper.id, kind=states.REPEALED, **about)

    def repealed_by(self, new: Paper) -> None:
        """Another paper ended this one."""
        on = self.clock.day_of(new.at[steps.PRINTED]).isoformat()
        sentence = f"{on} 由 {new.number} {states.REPEALED}"
        self.columns |= {"force": states.REPEALED, "force_on": on, "force_note": sentence}
        self._say(new.at[steps.PRINTED], states.REPEALED, sentence)

    # helpers -------------------------------------------------------------------------------------------------------

    def _reviewed(self, step: int, stage: str) -> None:
        self.office.rows.add(
            "paper_review", outgoing_id=self.paper.id, stage=stage, reviewer=self.clerk, at=self._stamp(step)
        )

    def _note(self, step: int, kind: str, sentence: str) -> None:
        self._say(self.paper.at[step], kind, sentence)

    def _say(self, minute: int, kind: str, sentence: str) -> None:
        self._said.append((minute, kind, sentence))

    def _stamp(self, step: int) -> str:
        return self.clock.stamp(self.paper.at[step])

    def _day(self, step: int) -> str:
        return self.clock.day_of(self.paper.at[step]).isoformat()


_DISSENT: Sequence[str] = (words.COSIGN_VIEWS, words.COSIGN_GROUNDS, words.COSIGN_PROPOSAL)
