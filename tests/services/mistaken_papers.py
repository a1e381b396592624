"""A paper that must be blanked, taken all the way, with its relatives; and what is looked for afterwards."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from govtui.domain.findings import Finding
from govtui.domain.refusal import Refusal
from govtui.services import numbers as ledger
from govtui.services.desk import Desk
from govtui.services.documents import handling, mistaken, registering
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative
from govtui.services.documents.outgoing import (
    cosigning,
    drafting,
    issuing,
    numbering,
    publishing,
    reviewing,
    signing,
)
from govtui.services.documents.outgoing import views as papers
from govtui.services.documents.rows import NewIncoming
from govtui.services.gates import Permit
from govtui.store import chain
from tests.offices import Office
from tests.services.papers_out import asked, drafted, issued, numbered

TITLE = '关于印发鹮鼯鹱麂"工程\\选址管理办法的通知'
EARLIER = "关于蝾螈工程的通知"
NUMBER = "郴政规〔2026〕1号"
CLEARED = "（已按误录处置清除）"
TRACES = ("鹮鼯", "鼯鹱", "鹱麂", "貘獴", "蝾螈", "犰狳", "𪚥𠔻", "鸬鹚", "☃¿", NUMBER, "郴政规[2026]1号")
"""Pieces that only this paper holds, and its number as others write it."""


@dataclass
class Case:
    """The paper and those that have to do with it."""

    id: int
    document: int
    older: int
    newer: int
    asked: int
    told: int


def secret_case(office: Office) -> Case:
    """A paper that went all the way, with a number set aside for it; others answer it, name it, repeal it."""
    desk = office.desk
    older = issued(office)
    question = registering.register(desk, NewIncoming("市财政局", "关于办法的请示")).id
    ledger.reserve(desk, "normative", "留给鹮鼯鹱麂项目", 2)
    made = drafted(office, title=EARLIER, series="normative", normative=True, body="貘獴", note="犰狳专班")
    _written(office, made, question)
    document = _checked(office, made)
    _signed(office, made)
    numbering.number(desk, made, reserved=1)
    _sent(office, made)
    _registered(office, document)
    publishing.publish(desk, [made], channel="鸬鹚网", index_number="犰狳/1", owner_section="蝾螈科")
    newer = numbered(office, relations=(("废止", "郴政规[2026]1号"),))
    issuing.print_run(desk, newer, 10)
    told = _told(office)
    return Case(made, document, older, newer, question, told)


def _written(office: Office, made: int, question: int) -> None:
    desk = office.desk
    entry = drafting.draft_of(desk, made)
    changed = replace(
        entry,
        title=TITLE,
        body="鸬鹚：𪚥𠔻\n“引号”\\反斜杠\n☃¿",
        attachments="貘獴图纸",
        addressees="蝾螈指挥部",
        copies_to="犰狳专班",
        remark="联系人鸬鹚",
        phone="鸬鹚1号",
        meeting_ref="貘獴会议",
        need_reason="貘獴急需",
        publicity_reason="涉及犰狳",
        answers_id=question,
        relations=(("修改", "郴政办发〔2026〕1号"), ("废止", "蝾螈发〔2007〕17号")),
    )
    drafting.revise(desk, made, papers.one_row(desk, made).version, changed)
    version = papers.one_row(desk, made).version
    drafting.revise(desk, made, version, replace(changed, relations=changed.relations[:1]))
    drafting.submit(desk, [made])
    reviewing.return_draft(desk, made, "貘獴部分重写")
    drafting.submit(desk, [made])
    reviewing.review(desk, made, opinion="貘獴可发")


def _checked(office: Office, made: int) -> int:
    desk = office.desk
    first, second, third = asked(office, made, "市教育局", "市林业局", "文秘科")
    cosigning.answer(
        desk, first, "不同意", "吴某", views="犰狳不宜", grounds="貘獴依据", proposal="☃¿缓办", signed=True
    )
    cosigning.answer(desk, second, "同意")
    cosigning.drop(desk, third, "貘獴不涉及")
    document = services.open_document(desk, NewNormative(outgoing_id=made, note="𪚥𠔻说明")).id
    services.consult(desk, document, exempt="鸬鹚条例", leaning="倾向貘獴")
    services.check(desk, document, reviewer="宋词", opinion='经审查，𪚥𠔻"合法"\\☃¿')
    return document


def _signed(office: Office, made: int) -> None:
    desk, mayor = office.desk, office.people["高远山"]
    cosigning.finish(desk, made)
    rules = [one.rule for one in blocks(lambda: signing.sign(desk, made, mayor, "请貘獴办"))]
    permits = [Permit(rule, mayor, "鸬鹚紧急") for rule in rules]
    signing.sign(desk, made, mayor, "请貘獴办", permits=permits)
    signing.unsign(desk, made, "貘獴签错")
    signing.sign(desk, made, mayor, "按☃¿办", permits=permits)
    reviewing.recheck(desk, made, opinion="鸬鹚无误")


def blocks(act: Callable[[], object]) -> Iterable[Finding]:
    try:
        act()
    except Refusal as refusal:
        return refusal.findings
    raise AssertionError("nothing stood against it")


def _sent(office: Office, made: int) -> None:
    desk = office.desk
    issuing.print_run(desk, made, 30)
    issuing.print_more(desk, made, 5, "貘獴要用")
    issuing.seal(desk, made, keeper="王姐")
    issuing.distribute(desk, made, [(office.units["市财政局"], "市财政局", 3)], way="犰狳专车")
    lines = papers.detail(desk, made).distributions
    issuing.receive(desk, [one.id for one in lines], "秦某")
    publishing.set_publicity(desk, made, "主动公开")
    issuing.archive(desk, [made], "貘獴卷1")


def _registered(office: Office, document: int) -> None:
    desk = office.desk
    services.register(desk, document)
    services.publish(desk, document, channel="貘獴公报", effective_on=date(2026, 11, 24), reason="鸬鹚急用")
    filing = services.one_row(desk, document).filings[0]
    services.file(desk, filing.id, receipt="蝾螈回执")


def _told(office: Office) -> int:
    """An incoming paper closed with the number typed in another way."""
    told = registering.register(office.desk, NewIncoming("市林业局", "关于植树的请示", note="另见郴政规[2026]1号")).id
    handling.close(office.desk, [told], f"已由《{TITLE}》答复", "郴政规[2026]1号")
    return told


def blank(office: Office, row_id: int, noun: str = "outgoing", reason: str = "误录不应登记的文件") -> mistaken.Blanked:
    return mistaken.blank(office.desk, row_id, office.people["陆知行"], reason, noun)


def bytes_of(trace: str) -> set[bytes]:
    """A trace as plain bytes, as JSON escapes it, and as the journal does."""
    return {trace.encode(), json.dumps(trace)[1:-1].encode()}


def traces(folder: Path, pieces: Iterable[str] = TRACES) -> set[tuple[str, str]]:
    """Which traces stand in which files."""
    held = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {(name, one) for name, text in held.items() for one in pieces if any(way in text for way in bytes_of(one))}


OWN = {NUMBER}
"""The number stays: on the row, in the ledger, and in the search index."""


def left(office: Office) -> set[str]:
    return {trace for _, trace in traces(office.desk.store.folder())}


def verdict(desk: Desk) -> chain.Verdict:
    return chain.verify(desk.store._reader())


def one(desk: Desk, sql: str, **params: object) -> sqlite3.Row:
    with desk.reading() as reader:
        found = reader.row(sql, **params)
    assert found is not None
    return found
