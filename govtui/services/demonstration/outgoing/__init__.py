"""The papers that leave the invented office: a year of finished ones, some at every step, and normative documents."""

from datetime import date
from random import Random

from govtui.domain.documents.outgoing import signing
from govtui.domain.documents.outgoing.signing import Matter
from govtui.domain.signing import Seat
from govtui.services.demonstration.hours import WorkingTime
from govtui.services.demonstration.outgoing.lives import Life, Office
from govtui.services.demonstration.outgoing.normative import Documents
from govtui.services.demonstration.outgoing.numbers import give_numbers
from govtui.services.demonstration.outgoing.papers import Paper, SignerOf, Writers, year_of_papers
from govtui.services.demonstration.outgoing.rows import COLUMNS
from govtui.services.demonstration.people import Cast
from govtui.services.demonstration.rows import Rows
from govtui.services.desk import Desk
from govtui.services.people import directory


def write_outgoing(desk: Desk, rng: Random, people: Cast, clock: WorkingTime) -> int:
    """Write the papers that leave and the normative documents; returns the number of papers."""
    rows = Rows(COLUMNS)
    papers = year_of_papers(Writers(rng, people, clock, _signer_of(desk)))
    give_numbers(desk.book, clock, papers, rows)
    office = Office(desk, rng, people, clock, rows)
    lives = _lives(office, papers)
    documents = Documents(office, desk.book.normative).write(lives) if desk.book.normative else 0
    for life in lives:
        life.write()
    with desk.writing("demonstration.outgoing") as uow:
        for table, columns, some in rows.tables():
            uow.insert_many(table, columns, some)
        uow.say(f"生成演示发文：{len(papers)} 件，规范性文件 {documents} 件")
    return len(papers)


def _lives(office: Office, papers: list[Paper]) -> list[Life]:
    lives = {paper.id: Life(office, paper) for paper in papers}
    for life in lives.values():
        life.live()
    for paper in papers:
        if paper.old is not None:
            lives[paper.old.id].repealed_by(paper)
    return list(lives.values())


def _signer_of(desk: Desk) -> SignerOf:
    """Who signs by the rules and the division of work as of a day, if that leader was there."""
    people = directory(desk)

    def signer_of(paper: Paper, on: date) -> Seat | None:
        form = paper.form
        matter = Matter(form.kind, form.series, form.direction, paper.major)
        seat = signing.signer_plan(desk.book, people, matter, paper.unit.id, on).expected
        return None if seat is None or people.is_away(seat.person_id, on) else seat

    return signer_of
