"""误录处置: after it no byte of the paper is left, the journal's chain still holds and still guards."""

import json
import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.acts import ActList
from govtui.services.desk import Desk
from govtui.services.documents import circulation, editing, handling, listing, mistaken, registering, views
from govtui.services.documents.handling import Assigned
from govtui.services.documents.rows import NewIncoming
from govtui.services.finding import find
from govtui.store import chain, searching
from tests.offices import Office, small_office

TITLE = "关于鹮鼯鹱麂工程选址的请示"
NUMBER = "青鸬〔2026〕97531号"
OPINION = "请按貘獴方案速办"
TRACES = ("鹮鼯", "鼯鹱", "鹱麂", "97531号", "貘獴", "鸬", "蝾螈", "犰狳")
"""Pieces that only this paper holds: characters, and pairs as the search index cuts them."""


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


@pytest.fixture
def secret(office: Office) -> int:
    """A paper that went a long way before somebody noticed, with an act that was undone again."""
    desk = office.desk
    sender = office.units["市财政局"]
    entry = NewIncoming("市财政局", TITLE, sender, NUMBER, note="犰狳专班", attachments="蝾螈图纸", signer="鸬某")
    made = registering.register(desk, entry).id
    handling.assign(desk, made, [Assigned("市教育局")], "先办貘獴部分")
    journal.undo(desk, journal.next_undo(desk).seq)
    circulation.lay_route(desk, made, "拟请貘獴组阅")
    circulation.hand_over(desk, [made])
    circulation.take_back(desk, [made], opinion=OPINION)
    before, version = editing.as_entry(desk, made)
    editing.correct(desk, made, version, _renamed(before, "关于蝾螈工程的请示"))
    circulation.change_class(desk, made, "阅知", "貘獴部分只需阅知")
    journal.undo(desk, journal.next_undo(desk).seq)
    handling.assign(desk, made, [Assigned("市财政局")], "貘獴部分先办")
    handling.remind(desk, [made], text="貘獴部分请尽快")
    handling.answer(desk, views.detail(desk, made).handlings[0].id, "貘獴已落实", "青鸬函〔2026〕1号")
    return made


def _renamed(entry: NewIncoming, title: str) -> NewIncoming:
    from dataclasses import replace

    return replace(entry, title=title)


def second(office: Office) -> int:
    return office.people["陆知行"]


def blank(office: Office, incoming_id: int, reason: str = "误录不应登记的文件") -> mistaken.Blanked:
    return mistaken.blank(office.desk, incoming_id, second(office), reason)


def traces(folder: Path) -> set[tuple[str, str]]:
    """Which traces stand in which files, as plain bytes or as JSON writes them."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            for trace in TRACES:
                plain, escaped = trace.encode(), json.dumps(trace)[1:-1].encode()
                if plain in held or escaped in held:
                    found.add((path.name, trace))
    return found


def index_words(desk: Desk) -> set[str]:
    """Every word that the search index still knows."""
    with sqlite3.connect(desk.store.path) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab(main, search_fts, row)")
        return {row[0] for row in connection.execute("SELECT term FROM temp.known")}


def verdict(desk: Desk) -> chain.Verdict:
    return chain.verify(desk.store._reader())


def test_the_traces_are_there_before(office: Office, secret: int) -> None:
    office.desk.drafts.save("incoming.register", {"title": TITLE})
    found = traces(office.desk.store.folder())
    assert {trace for _, trace in found} == set(TRACES)
    assert len({name for name, _ in found}) == 2


def test_nothing_of_the_paper_is_left_on_the_disk(office: Office, secret: int, desk_at: Callable[..., Desk]) -> None:
    other = desk_at(name="小王")
    office.desk.drafts.save("incoming.register", {"title": TITLE})
    other.drafts.save("incoming.register", {"title": TITLE[:9]})
    other.drafts.save(f"incoming.correct.{secret}", {"note": "犰狳"})
    other.drafts.save("person.add", {"name": "何某"})
    done = blank(office, secret)
    assert done.rewritten
    assert traces(office.desk.store.folder()) == set()
    assert other.drafts.load("person.add") == {"name": "何某"}


def test_nothing_is_left_in_a_register_of_many_papers(office: Office, secret: int) -> None:
    for n in range(60):
        registering.register(office.desk, NewIncoming("市林业局", f"关于第{n}件事项的通知"))
    blank(office, secret)
    assert traces(office.desk.store.folder()) == set()
    assert len(find(office.desk, "第3件")) == 1


def test_the_row_says_that_it_was_blanked_and_who_read_it_stays(office: Office, secret: int) -> None:
    blank(office, secret)
    found = views.detail(office.desk, secret)
    assert (found.row.title, found.row.state, found.row.sender) == ("（已按误录处置清除）", "作废", "")
    assert "苏一鸣" in {step.person for step in found.steps if step.mark}
    last = found.movements[-1]
    assert (last.kind, last.sentence) == ("误录处置", "经办 小李，复核 陆知行：误录不应登记的文件")
    assert {movement.sentence for movement in found.movements[:-1]} == {""}
    assert listing.PaperList(office.desk, "leaders").count() == 0


def test_the_number_stays_in_the_ledger_as_void(office: Office, secret: int) -> None:
    blank(office, secret)
    with office.desk.reading() as reader:
        rows = reader.rows("SELECT state, reason FROM number_ledger WHERE row_id = :id", id=secret)
    assert [tuple(row) for row in rows] == [("作废", "误录处置")]
    following = registering.register(office.desk, NewIncoming("市林业局", "关于某事的通知"))
    assert following.number != views.one_row(office.desk, secret).number


def test_search_finds_the_paper_by_its_number_only(office: Office, secret: int) -> None:
    number = views.one_row(office.desk, secret).number
    blank(office, secret)
    for words in ("鹮鼯", "蝾螈", "97531号", "gntj", "hwhj"):
        assert find(office.desk, words) == []
    assert secret in {hit.id for hit in find(office.desk, number)}


def test_the_index_forgets_the_papers_words_and_first_letters(office: Office) -> None:
    other = registering.register(office.desk, NewIncoming("市林业局", "关于植树的通知"))
    before = index_words(office.desk)
    made = registering.register(office.desk, NewIncoming("市林业局", TITLE)).id
    added = index_words(office.desk) - before
    assert {"鹮鼯", "鼯鹱"} <= added
    blank(office, made)
    assert not index_words(office.desk) & added - _words_of_blanked(office, made)
    assert other.id in {hit.id for hit in find(office.desk, "植树")}


def _words_of_blanked(office: Office, incoming_id: int) -> set[str]:
    """What the index holds of the emptied row itself: its register number and the words put in place of the title."""
    row = views.one_row(office.desk, incoming_id)
    return set(searching.index_words(row.number, row.title, "").split())


def test_the_chain_holds_and_what_is_tampered_afterwards_is_found(office: Office, secret: int) -> None:
    blank(office, secret)
    assert verdict(office.desk).first_bad is None
    registering.register(office.desk, NewIncoming("市林业局", "关于某事的通知"))
    assert verdict(office.desk).first_bad is None
    with sqlite3.connect(office.desk.store.path) as connection:
        for trigger in ("journal_entry_fixed", "journal_batch_fixed"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE journal_entry SET after = '{}' WHERE id = (SELECT max(id) FROM journal_entry)")
    assert verdict(office.desk).first_bad is not None


def test_a_blanked_entry_filled_again_is_found(office: Office, secret: int) -> None:
    blank(office, secret)
    with sqlite3.connect(office.desk.store.path) as connection:
        connection.execute("DROP TRIGGER journal_entry_fixed")
        connection.execute(
            'UPDATE journal_entry SET after = \'{"title":"另一件"}\' WHERE id = '
            "(SELECT min(id) FROM journal_entry WHERE table_name = 'incoming')"
        )
    assert verdict(office.desk).first_bad is not None


def test_other_papers_keep_their_journal(office: Office, secret: int) -> None:
    other = registering.register(office.desk, NewIncoming("市林业局", "关于植树的通知"))
    handling.close(office.desk, [other.id], "已办")
    count = journal.count_acts(office.desk)
    kept = journal.acts_on(office.desk, "document", other.id)
    blank(office, secret)
    assert journal.count_acts(office.desk) == count + 1
    assert journal.acts_on(office.desk, "document", other.id) == kept
    with office.desk.reading() as reader:
        bodies = reader.rows(
            "SELECT after FROM journal_entry WHERE table_name = 'incoming' AND row_id = :id", id=other.id
        )
    assert None not in {row["after"] for row in bodies}


def test_a_paper_whose_row_ids_were_given_again_keeps_its_own_entries(office: Office) -> None:
    wrong = registering.register(office.desk, NewIncoming("市财政局", TITLE))
    handling.assign(office.desk, wrong.id, [Assigned("市教育局")], "貘獴")
    journal.undo(office.desk, journal.next_undo(office.desk).seq)
    other = registering.register(office.desk, NewIncoming("市林业局", "关于植树的通知"))
    handling.assign(office.desk, other.id, [Assigned("市教育局")], "请阅办")
    blank(office, wrong.id)
    assert traces(office.desk.store.folder()) == set()
    act = journal.acts_on(office.desk, "document", other.id)[-1]
    assert None not in {change.after for change in journal.changes(office.desk, act.seq)}


def test_the_blanking_and_what_was_before_it_cannot_be_undone(office: Office, secret: int) -> None:
    acts = journal.acts_on(office.desk, "document", secret)
    blank(office, secret)
    with pytest.raises(Refusal, match="误录处置"):
        journal.next_undo(office.desk)
    for act in acts:
        with pytest.raises(Refusal):
            journal.undo(office.desk, act.seq)
    assert traces(office.desk.store.folder()) == set()


def test_a_batch_of_several_papers_cannot_be_undone_afterwards(office: Office) -> None:
    ids = [registering.register(office.desk, NewIncoming("市林业局", f"第{n}件的通知")).id for n in range(3)]
    handling.close(office.desk, ids, "已办")
    seq = journal.acts(office.desk, 0, 1)[0].seq
    blank(office, ids[1])
    with pytest.raises(Refusal, match="误录处置"):
        journal.undo(office.desk, seq)
    assert journal.acts_on(office.desk, "document", ids[0])[-1].sentence == "3 件办结"


def test_one_person_alone_is_refused(office: Office, secret: int, desk_at: Callable[..., Desk]) -> None:
    alone = desk_at(name="陆 知行")
    with pytest.raises(Refusal, match="两个人"):
        mistaken.blank(alone, secret, second(office), "误录")
    with pytest.raises(Refusal, match="通讯录"):
        mistaken.blank(office.desk, secret, 99_999, "误录")
    assert views.one_row(office.desk, secret).state != "作废"


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "  ",
        f"误录了{TITLE}",
        "把鹮鼯鹱麂工程录错了",
        f"误录 {NUMBER}",
        "青鸬[2026]97531号误录",
        "误录机密★1年文件",
        "市财政局的件",
    ],
)
def test_a_reason_that_is_missing_or_repeats_the_text_is_refused(office: Office, secret: int, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        blank(office, secret, reason)
    assert "鹮鼯" not in refused.value.sentence
    assert views.one_row(office.desk, secret).title == "关于蝾螈工程的请示"


@pytest.mark.parametrize("act", ["void", "close", "back", "hand"])
def test_a_paper_in_any_state_can_be_blanked(office: Office, act: str) -> None:
    made = registering.register(office.desk, NewIncoming("市财政局", TITLE)).id
    acts: dict[str, Callable[[], object]] = {
        "void": lambda: handling.void(office.desk, made, "鹮鼯一件登记错"),
        "close": lambda: handling.close(office.desk, [made], "貘獴已办"),
        "back": lambda: handling.send_back(office.desk, made, "other", "鹮鼯不归我们"),
        "hand": lambda: circulation.hand_over(office.desk, [made], office.people["沈清河"]),
    }
    acts[act]()
    blank(office, made)
    assert views.one_row(office.desk, made).state == "作废"
    assert traces(office.desk.store.folder()) == set()
    assert verdict(office.desk).first_bad is None


def test_a_second_blanking_does_no_harm(office: Office, secret: int) -> None:
    blank(office, secret)
    blank(office, secret, "再整理一次")
    assert verdict(office.desk).first_bad is None
    assert traces(office.desk.store.folder()) == set()


def test_files_written_since_are_listed_and_older_ones_are_not(office: Office, secret: int) -> None:
    folder = office.desk.exports
    folder.mkdir()
    registered = datetime(2026, 11, 23, 9, 0).timestamp()
    for name, moment in (("周报-新.xlsx", registered + 60), ("周报-旧.xlsx", registered - 7 * 86400)):
        (folder / name).write_bytes(b"PK")
        os.utime(folder / name, (moment, moment))
    copy = office.desk.store.folder() / "govtui.before-3.db"
    copy.write_bytes(b"SQLite format 3\0")
    os.utime(copy, (registered + 60, registered + 60))
    done = blank(office, secret)
    assert {path.name for path in done.left} == {"周报-新.xlsx", "govtui.before-3.db"}
    assert "周报-新.xlsx" in done.advice()[0]


def test_another_paper_of_the_same_title_is_named(office: Office, secret: int) -> None:
    other = registering.register(office.desk, NewIncoming("市教育局", TITLE))
    done = blank(office, secret)
    assert done.twins == (other.number,)
    assert any(other.number in sentence for sentence in done.advice())


def test_a_busy_store_is_said_and_the_text_is_gone_all_the_same(office: Office, secret: int) -> None:
    office.desk.store.rewrite = lambda: False  # type: ignore[method-assign]
    done = blank(office, secret)
    assert any("再做一次" in sentence for sentence in done.advice())
    assert traces(office.desk.store.folder()) == set()


def test_the_journal_says_where_a_sentence_was_taken_away(office: Office, secret: int) -> None:
    blank(office, secret)
    acts = journal.acts_on(office.desk, "document", secret)
    assert {act.sentence for act in acts[:-1]} == {"（内容已按误录处置清除）"}
    assert acts[-1].sentence.endswith("（经办 小李，复核 陆知行）：误录不应登记的文件")
    assert {act.sentence for act in ActList(office.desk, mine=True).rows(1, 3)} == {"（内容已按误录处置清除）"}
