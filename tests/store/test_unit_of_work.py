"""The one write path: all or nothing, nobody overwrites anybody, errors are one sentence."""

import sqlite3
from collections.abc import Callable

import pytest

from govtui.domain.refusal import Refusal, Stale
from govtui.services.desk import Desk
from govtui.store import numbers, tables
from govtui.store.engine import connect
from tests.store.paper_rows import add_paper, change_paper, put_paper, value

_COUNTED = ("incoming", "number_ledger", "journal_batch", "journal_entry", "journal_now", "search_entry", "movement")

_MOVEMENT = ("incoming_id", "at", "kind", "sentence")


def _counts(desk: Desk) -> dict[str, int]:
    return {table: value(desk, f"SELECT count(*) FROM {table}") for table in _COUNTED}


def _half_a_registration(desk: Desk) -> None:
    with desk.writing("incoming.register") as uow:
        numbers.take(uow, "incoming", 2026, "document")
        add_paper(uow, 2, title="关于抗旱的通知")
        uow.insert_many("movement", _MOVEMENT, [(1, uow.at, "送", "送")])
        raise ZeroDivisionError


def _refused_half_way(desk: Desk) -> None:
    with desk.writing("incoming.register") as uow:
        add_paper(uow)
        raise Refusal("请填写标题。")


def _same_number_again(desk: Desk) -> None:
    with desk.writing("incoming.register") as uow:
        uow.insert_many("movement", _MOVEMENT, [(1, uow.at, "送", "送")])
        add_paper(uow, 1)


def test_an_error_rolls_back_rows_numbers_journal_and_index(desk: Desk) -> None:
    put_paper(desk, 1, title="关于防汛的通知")
    before = _counts(desk)
    with pytest.raises(ZeroDivisionError):
        _half_a_registration(desk)
    assert _counts(desk) == before
    put_paper(desk, 2)
    assert value(desk, "SELECT max(seq) FROM journal_batch") == 2


def test_a_refusal_inside_passes_as_it_is(desk: Desk) -> None:
    with pytest.raises(Refusal, match="请填写标题"):
        _refused_half_way(desk)
    assert value(desk, "SELECT count(*) FROM incoming") == 0


def test_a_database_error_becomes_one_sentence_and_nothing_stays(desk: Desk) -> None:
    put_paper(desk, 1)
    with pytest.raises(Refusal) as refused:
        _same_number_again(desk)
    assert refused.value.sentence.endswith("。")
    assert "UNIQUE" not in refused.value.sentence
    assert value(desk, "SELECT count(*) FROM movement") == 0
    put_paper(desk, 2)


def test_a_foreign_key_that_leads_nowhere_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal), desk.writing("incoming.hand") as uow:
        uow.insert_many("movement", _MOVEMENT, [(99, uow.at, "送", "送")])


def test_nothing_changed_writes_no_batch(desk: Desk) -> None:
    with desk.writing("incoming.register") as uow:
        uow.say("什么也没做")
    assert value(desk, "SELECT count(*) FROM journal_batch") == 0


def test_stale_names_who_changed_the_row_and_what_they_did(desk_at: Callable[..., Desk]) -> None:
    li, wang = desk_at(name="小李"), desk_at(name="王姐")
    row_id = put_paper(li, 1)
    version = value(li, "SELECT version FROM incoming WHERE id = :id", id=row_id)
    change_paper(wang, row_id, "2026-1 更正 标题", title="改过")
    with pytest.raises(Stale) as stale, li.writing("incoming.correct") as uow:
        uow.change(uow.get(tables.Incoming, row_id, version), title="覆盖")
    assert "王姐" in stale.value.sentence
    assert "2026-1 更正 标题" in stale.value.sentence
    assert value(li, "SELECT title FROM incoming") == "改过"


def test_a_row_that_is_gone_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refusal, match="不存在"), desk.writing("incoming.correct") as uow:
        uow.get(tables.Incoming, 7)


def test_every_changed_row_is_journaled_also_by_plain_sql(desk: Desk) -> None:
    with desk.writing("incoming.register") as uow:
        uow.insert_many("unit", ("name",), [("甲局",), ("乙局",)])
        uow.execute("UPDATE unit SET phone = '0700' WHERE name = '甲局'")
        uow.execute("DELETE FROM unit WHERE name = '乙局'")
    with desk.reading() as reader:
        entries = [(row["op"], row["before"], row["after"]) for row in reader.rows("SELECT * FROM journal_entry")]
    assert [op for op, _, _ in entries] == ["insert", "insert", "update", "delete"]
    assert entries[2][1:] == ('{"phone":""}', '{"phone":"0700"}')
    assert '"name":"乙局"' in entries[3][1]


def test_journal_bodies_keep_every_kind_of_value(desk: Desk) -> None:
    import json

    nasty = '引号"反斜线\\换行\n制表\t〔2026〕号，\U0001f600'
    row_id = put_paper(desk, 1, title=nasty, pages=None, copies=3, major=True)
    change_paper(desk, row_id, pages=5, holder_id=None, title="")
    change_paper(desk, row_id, pages=None)
    with desk.reading() as reader:
        bodies = [(row["before"], row["after"]) for row in reader.rows("SELECT * FROM journal_entry ORDER BY id")]
    first = json.loads(bodies[0][1], strict=False)
    assert (first["title"], first["copies"], first["major"]) == (nasty, 3, 1)
    assert "pages" not in first
    before, after = (json.loads(body, strict=False) for body in bodies[1])
    assert before == {"version": 1, "title": nasty, "pages": None}
    assert after == {"version": 2, "title": "", "pages": 5}
    assert json.loads(bodies[2][1]) == {"version": 3, "pages": None}


def test_a_statement_outside_a_unit_of_work_is_refused_by_the_database(desk: Desk) -> None:
    put_paper(desk, 1)
    connection = connect(desk.store.path)
    for sql in ("UPDATE incoming SET title = 'x'", "DELETE FROM incoming", "INSERT INTO unit (name) VALUES ('x')"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    connection.close()


def test_a_busy_store_is_a_sentence_and_keeps_working(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from govtui.store import engine

    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(desk.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal, match="另一终端正在保存"):
        put_paper(desk, 1)
    other.execute("ROLLBACK")
    other.close()
    put_paper(desk, 1)


def test_reading_sees_nothing_of_an_open_unit_of_work(desk_at: Callable[..., Desk]) -> None:
    li, wang = desk_at(name="小李"), desk_at(name="王姐")
    with li.writing("incoming.register") as uow:
        add_paper(uow, 1)
        assert value(wang, "SELECT count(*) FROM incoming") == 0
        assert uow.value("SELECT count(*) FROM incoming") == 1
    assert value(wang, "SELECT count(*) FROM incoming") == 1


def test_data_version_moves_when_anybody_commits(desk_at: Callable[..., Desk]) -> None:
    li, wang = desk_at(name="小李"), desk_at(name="王姐")
    before = wang.store.data_version()
    assert wang.store.data_version() == before
    put_paper(li, 1)
    assert wang.store.data_version() != before
