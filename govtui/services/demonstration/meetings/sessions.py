"""Meetings of the invented office: who chaired, who was expected, who came, who had leave."""

from dataclasses import dataclass, field
from typing import Any

from govtui.domain.meetings import attendees, states
from govtui.domain.meetings.attendees import Expected, ItemUnits
from govtui.domain.people import DelegationRow, Holder, terms
from govtui.domain.signing import slot_seats
from govtui.rulebook.meetings import LeaveRule
from govtui.services.demonstration.meetings import words
from govtui.services.demonstration.meetings.office import Office, moment
from govtui.services.demonstration.meetings.plans import EXECUTIVE, PLENARY, SPECIAL, Plan
from govtui.services.demonstration.meetings.topics import Topic

_HEADS_ON_LEAVE = 2
_LATE = 0.03


@dataclass(eq=False)
class Session:
    """One meeting on its way to the store."""

    id: int
    plan: Plan
    topics: list[Topic]
    chair: Holder
    delegator: Holder | None
    columns: dict[str, Any] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)
    """The id of the agenda item of each topic."""
    present: list[str] = field(default_factory=list)
    attending: list[str] = field(default_factory=list)
    on_leave: list[str] = field(default_factory=list)
    """Who was there and who was not, as the minutes name them."""

    @property
    def starts(self) -> str:
        """When it begins."""
        return moment(self.plan.day, self.plan.hour)


class Sessions:
    """Writes meetings with their agenda, attendees and leave."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def chair_of(self, plan: Plan, topic: Topic) -> tuple[Holder, Holder | None] | None:
        """Who chairs and who delegated it to him; None where nobody of those who may is there."""
        people, day = self.office.people, plan.day
        if plan.kind != SPECIAL:
            mayor = people.person_in_role(terms.MAYOR, day)
            if mayor is None or self.office.there(mayor, day):
                return (mayor, None) if mayor else None
            acting = people.acting_for(mayor.id, day)
            return (acting, mayor) if acting is not None and self.office.there(acting, day) else None
        leader = people.in_charge_of(topic.unit.id, day)
        deputy = people.assisting(topic.unit.id, day)
        if leader is not None and self.office.there(leader, day) and self.office.rng.random() > 0.3:
            return leader, None
        return (deputy, leader) if leader and deputy is not None and self.office.there(deputy, day) else None

    def write(self, plan: Plan, topics: list[Topic], ordinal: int | None, term: int) -> Session | None:
        """One meeting whole; None where nobody could chair it."""
        found = self.chair_of(plan, topics[0])
        if found is None:
            return None
        session = Session(self.office.new_id("meeting"), plan, topics, *found)
        self._meeting(session, ordinal, term)
        self._agenda(session)
        self._attendees(session)
        self.office.rows.add("meeting", **session.columns)
        return session

    def _meeting(self, session: Session, ordinal: int | None, term: int) -> None:
        plan, office, chair = session.plan, self.office, session.chair
        kind = office.book.meeting_kind(plan.kind)
        subject = office.rng.choice(words.SPECIAL).format(t=session.topics[0].about) if plan.kind == SPECIAL else ""
        total = sum(topic.columns["minutes"] for topic in session.topics)
        session.columns = {
            **{"id": session.id, "kind": plan.kind, "state": states.HELD if plan.held else states.PLANNED},
            **{"open": not plan.held, "term": term, "year": plan.day.year, "ordinal": ordinal, "subject": subject},
            **{"name": kind.named(term, plan.day.year, ordinal, subject), "starts_at": session.starts},
            **{"ends_at": moment(plan.day, plan.hour, plus=total + 10), "contact": words.CONTACT},
            **{"room": words.HALL if plan.kind == PLENARY else words.ROOMS[0 if plan.kind == EXECUTIVE else 1]},
            **{"chair_id": chair.id, "chair": chair.name, "chair_title": chair.title, "phone": "0700-5550001"},
            **{"reply_by": moment(office.day(plan.day, -1), 16), "recorder": office.clerk()},
            **{"created_at": moment(min(office.day(plan.day, -7), office.today), 9), "created_by": office.clerk()},
        }
        if plan.kind == SPECIAL:
            session.columns["room"] = words.ROOMS[1 + session.id % 3]
        if session.delegator is not None:
            source = words.CHAIRED_FOR.format(day=plan.day, name=session.delegator.name)
            session.columns |= {"chair_for_id": session.delegator.id, "chair_for": session.delegator.name}
            session.columns["chair_source"] = self._delegation(session) or source
        if plan.held:
            told = moment(office.day(plan.day, -2), 15)
            session.columns |= {"notified_at": told, "frozen_at": told, "opened_at": session.starts}
            session.columns["closed_at"] = moment(plan.day, plan.hour, plus=total + 5)
            self.note(session, told, "通知", "发出会议通知")
            self.note(session, session.starts, "开会", f"{chair.name}主持开会")
            self.note(session, session.columns["closed_at"], "散会", "会议结束")

    def _delegation(self, session: Session) -> str:
        assert session.delegator is not None
        found: DelegationRow | None = self.office.people.delegation_for(session.delegator.id, session.plan.day)
        return (found.source or found.kind) if found and found.to_person_id == session.chair.id else ""

    def note(self, session: Session, at: str, kind: str, sentence: str) -> None:
        """What happened."""
        by = session.columns["created_by"]
        self.office.rows.add("meeting_movement", meeting_id=session.id, at=at, kind=kind, sentence=sentence, by=by)

    def _agenda(self, session: Session) -> None:
        """The items in order, each with the moment at which it is done."""
        minutes = 0
        for position, topic in enumerate(session.topics, 1):
            item = session.items[topic.id] = self.office.new_id("agenda_item")
            minutes += topic.columns["minutes"]
            done = moment(session.plan.day, session.plan.hour, plus=minutes) if session.plan.held else None
            topic.columns["meeting_id"] = session.id
            self.office.rows.add(
                "agenda_item",
                **{"id": item, "meeting_id": session.id, "topic_id": topic.id, "position": position},
                **{"minutes": topic.columns["minutes"], "outcome_at": done},
                **{"state": states.DONE if session.plan.held else states.ON},
                **{"outcome": topic.columns["outcome"] if session.plan.held else ""},
                discussion=words.DISCUSSION.format(t=topic.about) if session.plan.held else "",
            )

    # attendees -----------------------------------------------------------------------------------------------------

    def _attendees(self, session: Session) -> None:
        plan, office = session.plan, self.office
        kind = office.book.meeting_kind(plan.kind)
        items = [
            ItemUnits(n, topic.columns["minutes"], tuple((unit.id, unit.body.short) for unit in topic.units))
            for n, topic in enumerate(session.topics, 1)
        ]
        expected = attendees.expected(office.people, kind, items, plan.day, session.chair.id)
        heads = [one for one in expected if one.tier in (attendees.TOPIC, "arranged") and one.person_id]
        leave = {one.key for one in office.rng.sample(heads, min(_HEADS_ON_LEAVE, len(heads)))} if plan.held else set()
        for seat, one in enumerate(expected, 1):
            self._attendee(session, seat, one, one.key in leave)

    def _attendee(self, session: Session, seat: int, one: Expected, leave: bool) -> None:
        plan, office = session.plan, self.office
        away = one.person_id is not None and office.people.is_away(one.person_id, plan.day) is not None
        row = office.new_id("meeting_attendee")
        columns: dict[str, Any] = {
            **{"id": row, "meeting_id": session.id, "person_id": one.person_id, "name": one.name},
            **{"title": one.title, "role": one.role, "unit_id": one.unit_id, "unit": one.unit, "tier": one.tier},
            **{"rule": one.rule, "whole": one.whole, "seat": seat},
        }
        if plan.held:
            columns |= {"reply": states.COMING, "replied_at": moment(office.day(plan.day, -1), 11)}
            columns |= self._came(session, row, one, leave or away)
            self._remember(session, one, columns)
        office.rows.add("meeting_attendee", **columns)

    def _remember(self, session: Session, one: Expected, columns: dict[str, Any]) -> None:
        """Keep for the minutes who came, and who sent somebody."""
        name = one.name or one.unit
        if not columns.get("signed_at"):
            session.on_leave.append(name)
        elif columns.get("deputy"):
            session.attending.append(f"{columns['deputy']}（代{name}）")
        else:
            (session.present if one.tier == attendees.MEMBER else session.attending).append(name)

    def _came(self, session: Session, row: int, one: Expected, absent: bool) -> dict[str, Any]:
        plan, rng = session.plan, self.office.rng
        late = rng.random() < _LATE
        at = moment(plan.day, plan.hour, plus=rng.randrange(2, 12) if late else -rng.randrange(1, 20))
        if not absent or one.person_id is None or one.person_id == session.chair.id:
            return {"signed_at": at, "late": late}
        rule = self._leave_rule(plan.kind, one)
        deputy = next((unit.deputy for unit in self.office.cast.units if unit.id == one.unit_id), "") if rule else ""
        sent = deputy if rule is not None and rule.deputy else ""
        self._leave(session, row, one, rule, sent)
        if not sent:
            return {"reply": states.LEAVE}
        return {"reply": states.DEPUTY, "deputy": sent, "deputy_title": "副职", "signed_at": at}

    def _leave_rule(self, kind: str, one: Expected) -> LeaveRule | None:
        rules = [rule for rule in self.office.book.leaves if kind in rule.meetings]
        return next((rule for rule in rules if not rule.roles or one.role in rule.roles), None)

    def _leave(self, session: Session, row: int, one: Expected, rule: LeaveRule | None, deputy: str) -> None:
        day = self.office.day(session.plan.day, -1)
        if rule is None or rule.approver == "chair":
            approver: tuple[int | None, str, str] = (session.chair.id, f"{session.chair.title}{session.chair.name}", "")
        else:
            seats = slot_seats(self.office.people, rule.approver, None, day)
            approver = (seats[0].person_id, seats[0].name, seats[0].for_name) if seats else (None, "", "")
        filed = moment(day, 17) if rule is not None and rule.duty_filing else None
        self.office.rows.add(
            "meeting_leave",
            **{"meeting_id": session.id, "attendee_id": row, "person_id": one.person_id, "name": one.name},
            **{"reason": self.office.rng.choice(words.LEAVES), "asked_at": moment(day, 9, 30)},
            **{"approver_id": approver[0], "approver": approver[1], "approver_for": approver[2]},
            **{"approved_on": day.isoformat(), "duty_filed_at": filed, "duty_filed_by": "总值班室" if filed else ""},
            **{"deputy": deputy, "deputy_title": "副职" if deputy else "", "rule": (rule.rule or "") if rule else ""},
        )
