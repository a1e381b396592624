"""What imported papers did to others: repealed, amended, replaced, whichever of the two came in first (art. 73)."""

from collections.abc import Iterator, Sequence
from typing import Any

from govtui.domain.documents.outgoing.relating import Related, read_relations
from govtui.domain.documents.outgoing.states import AMENDED, ENDS, REPEALED, VOID
from govtui.services.documents.normative.ending import mark_repealed
from govtui.services.documents.outgoing.importing.papers import OutgoingPaper
from govtui.store.documents.outgoing import imports as store
from govtui.store.unit_of_work import UnitOfWork

_RELATION = ("outgoing_id", "kind", "target_id", "target_number", "target_title")
_MOVEMENT = ("outgoing_id", "at", "kind", "sentence", "by")


class Endings:
    """The relations between papers that come in and all papers that are here; links them by their numbers.

    `of` says how a new paper is marked by the others, `write` writes the relations and marks the older papers that
    stood here before. A void paper does nothing to others.
    """

    def __init__(self, uow: UnitOfWork, papers: Sequence[tuple[int, OutgoingPaper]]) -> None:
        self._uow = uow
        self._new = {paper.own_number: (i, paper) for i, paper in papers if paper.own_number and not paper.is_void}
        named = {one.number for _, paper in papers for one in paper.relations if one.number}
        self._stored = {row["number"]: row for row in store.by_number(uow, named) if row["state"] != VOID}
        self._marks: dict[int, dict[str, Any]] = {}
        self._relations: dict[tuple[int, str, int | str], tuple[int | None, str, str]] = {}
        for paper_id, paper in papers:
            self._take(paper_id, paper)
        self._waiting = store.waiting(uow, self._new)
        for row in self._waiting:
            target, _ = self._new[row["target_number"]]
            if row["acting"]:
                self._mark(target, row["kind"], row["by_number"], row["day"])
        self._take_told()

    def of(self, paper_id: int) -> dict[str, Any]:
        """The columns that say what became of a paper; {} where no other paper here did anything to it."""
        return self._marks.get(paper_id, {})

    def write(self) -> None:
        """Write relations, and mark the older papers that were here before."""
        uow = self._uow
        known = store.related(uow, {source for source, _, _ in self._relations})
        rows = [
            (source, kind, target_id, number, title)
            for (source, kind, _), (target_id, number, title) in self._relations.items()
            if (source, kind, target_id) not in known
        ]
        uow.insert_many("paper_relation", _RELATION, rows)
        for row in self._waiting:
            store.link(uow, row["id"], self._new[row["target_number"]][0])
        fresh = {paper_id for paper_id, _ in self._new.values()}
        for paper_id, mark in self._marks.items():
            if paper_id not in fresh:
                self._mark_stored(paper_id, mark)

    def _take(self, paper_id: int, paper: OutgoingPaper) -> None:
        if paper.text("force"):
            told = {name: paper.values[name] for name in ("force", "force_on", "force_note")}
            self._marks.setdefault(paper_id, told)
        for one in paper.relations:
            if one.number and one.number == paper.own_number:
                continue
            if one.backwards:
                self._take_backwards(paper_id, paper.own_number, paper.text("title"), one)
            elif not paper.is_void:
                target, title = self._target(one)
                self._relations[paper_id, one.kind, target or one.number or one.title] = (target, one.number, title)
                if target is not None:
                    self._mark(target, one.kind, paper.own_number, paper.day)

    def _take_backwards(self, paper_id: int, number: str, title: str, one: Related) -> None:
        """The row of the older paper names the newer one: the relation is the newer one's, where it is here."""
        if one.number in self._new:
            source, newer = self._new[one.number]
            day = newer.day
        elif one.number in self._stored and self._stored[one.number]["acting"]:
            source, day = self._stored[one.number]["id"], self._stored[one.number]["day"]
        else:
            return
        self._relations[source, one.kind, paper_id] = (paper_id, number, title)
        self._mark(paper_id, one.kind, one.number, day)

    def _take_told(self) -> None:
        """Papers here that told what a paper did to them which comes in only now."""
        for row in store.told_of(self._uow):
            for one in read_relations(row["force_note"])[0]:
                if one.backwards and one.number in self._new:
                    self._take_backwards(row["id"], row["number"], row["title"], one)

    def _target(self, one: Related) -> tuple[int | None, str]:
        """Row and title of the older paper, as far as they are known."""
        if one.number in self._new:
            target, paper = self._new[one.number]
            return target, paper.text("title")
        stored = self._stored.get(one.number)
        return (stored["id"], stored["title"]) if stored is not None else (None, one.title)

    def _mark(self, target: int, kind: str, by_number: str, day: str | None) -> None:
        """What became of a paper: a repeal counts more than an amendment, a later amendment more than an earlier."""
        mark = {"force": ENDS[kind], "force_on": day, "force_note": f"{day or ''} 由 {by_number} {kind}".strip()}
        if (old := self._marks.get(target)) is None or _weight(mark) > _weight(old):
            self._marks[target] = mark

    def _mark_stored(self, paper_id: int, mark: dict[str, Any]) -> None:
        uow = self._uow
        store.end(uow, paper_id, mark["force"], mark["force_on"], mark["force_note"])
        movement = (paper_id, uow.at, mark["force"], mark["force_note"], uow.actor_name)
        uow.insert_many("outgoing_movement", _MOVEMENT, [movement])
        number = uow.value("SELECT number FROM outgoing WHERE id = :id", id=paper_id)
        if mark["force"] != AMENDED and number:
            mark_repealed(uow, number, _by(mark["force_note"]), mark["force_on"] or "")


def _weight(mark: dict[str, Any]) -> tuple[int, str]:
    return (AMENDED, REPEALED).index(mark["force"]) + 1 if mark["force"] in ENDS.values() else 0, mark["force_on"] or ""


def _by(sentence: str) -> str:
    return next((one.number for one in _backwards(sentence)), "")


def _backwards(sentence: str) -> Iterator[Related]:
    return (one for one in read_relations(sentence)[0] if one.backwards)
