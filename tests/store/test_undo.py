"""Undo puts back exactly what a batch changed, or says why it cannot."""

from collections.abc import Callable

import pytest

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.finding import find
from govtui.store import numbers, tables, undoing
from govtui.store.chain import verify
from tests.store.paper_rows import change_paper, put_paper, value


def _undo(desk: Desk, batch: int) -> str:
    return journal.undo(desk, batch)


def _newest(desk: Desk) -> int:
    return int(value(desk, "SELECT max(seq) FROM journal_batch"))


def _rows(desk: Desk, table: str) -> list[tuple[object, ...]]:
    with desk.reading() as reader:
        return [tuple(row) for row in reader.rows(f"SELECT * FROM {table} ORDER BY id")]


def test_undoing_an_insert_takes_the_rows_away_and_out_of_the_search(desk: Desk) -> None:
    with desk.writing("unit.add") as uow:
        uow.add(tables.Unit(name="某水利局"))
        uow.add(tables.Person(name="区海鸥", unit_id=1))
        uow.say("新建 某水利局")
    assert find(desk, "水利") != []
    assert _undo(desk, _newest(desk)) == "撤销：新建 某水利局"
    assert _rows(desk, "unit") == _rows(desk, "person") == []
    assert find(desk, "水利") == find(desk, "ohou") == []


def test_undoing_an_update_puts_every_column_back_and_counts_the_version_on(desk: Desk) -> None:
    row_id = put_paper(desk, 1, title='旧"标题"\\', pages=None, copies=2)
    before = dict(zip(_columns(desk), _rows(desk, "incoming")[0], strict=True))
    change_paper(desk, row_id, title="新", pages=7, copies=9, note="x")
    _undo(desk, _newest(desk))
    after = dict(zip(_columns(desk), _rows(desk, "incoming")[0], strict=True))
    assert after.pop("version") == 3
    before.pop("version")
    assert after == before


def _columns(desk: Desk) -> list[str]:
    with desk.reading() as reader:
        return [row["name"] for row in reader.rows("PRAGMA table_info(incoming)")]


def test_undoing_a_delete_brings_the_same_row_back(desk: Desk) -> None:
    with desk.writing("unit.add") as uow:
        uow.add(tables.Unit(name="某财政局", phone='0700-"1"', parent_id=None))
    before = _rows(desk, "unit")
    with desk.writing("unit.delete") as uow:
        uow.delete(uow.get(tables.Unit, 1))
        uow.say("删除 某财政局")
    assert _rows(desk, "unit") == []
    _undo(desk, _newest(desk))
    assert _rows(desk, "unit") == before
    assert [hit.title for hit in find(desk, "某财")] == ["某财政局"]


def test_undoing_many_changes_of_one_row_goes_back_to_the_first(desk: Desk) -> None:
    row_id = put_paper(desk, 1, title="甲")
    with desk.writing("incoming.correct") as uow:
        paper = uow.get(tables.Incoming, row_id)
        for title in ("乙", "丙", "丁"):
            uow.change(paper, title=title)
        uow.delete(paper)
    _undo(desk, _newest(desk))
    assert value(desk, "SELECT title FROM incoming") == "甲"


def test_undoing_parent_and_child_together_keeps_foreign_keys(desk: Desk) -> None:
    with desk.writing("unit.add") as uow:
        parent = uow.add(tables.Unit(name="上级"))
        uow.add(tables.Unit(name="下级", parent_id=parent.id))
    with desk.writing("unit.delete") as uow:
        uow.execute("DELETE FROM unit WHERE name = '下级'")
        uow.execute("DELETE FROM unit WHERE name = '上级'")
    _undo(desk, _newest(desk))
    assert [row[2] for row in _rows(desk, "unit")] == ["上级", "下级"]
    assert value(desk, "SELECT count(*) FROM pragma_foreign_key_check") == 0


def test_the_undo_is_a_batch_of_its_own_and_the_chain_holds(desk: Desk) -> None:
    row_id = put_paper(desk, 1, title="甲")
    change_paper(desk, row_id, title="乙")
    _undo(desk, 2)
    acts = journal.acts(desk, 0, 10)
    assert [(act.seq, act.undone) for act in acts] == [(3, False), (2, True), (1, False)]
    with desk.reading() as reader:
        assert verify(reader._connection).first_bad is None


def test_refused_when_later_work_stands_on_it_naming_that_work(desk_at: Callable[..., Desk]) -> None:
    li, wang = desk_at(name="小李"), desk_at(name="王姐")
    row_id = put_paper(li, 1, title="甲")
    change_paper(li, row_id, title="乙")
    change_paper(wang, row_id, "2026-1 送 张三", title="丙")
    with pytest.raises(Refusal, match=r"王姐：2026-1 送 张三"):
        _undo(li, 2)
    assert value(li, "SELECT title FROM incoming") == "丙"
    _undo(wang, 3)
    _undo(li, 2)
    assert value(li, "SELECT title FROM incoming") == "甲"


def test_refused_when_a_child_row_was_added_later(desk: Desk) -> None:
    with desk.writing("unit.add") as uow:
        uow.add(tables.Unit(name="某局"))
        uow.say("新建 某局")
    with desk.writing("person.add") as uow:
        uow.add(tables.Person(name="甲", unit_id=1))
        uow.say("新建 甲")
    with pytest.raises(Refusal):
        _undo(desk, 1)
    assert len(_rows(desk, "unit")) == 1
    assert value(desk, "SELECT max(seq) FROM journal_batch") == 2


def test_refused_when_a_number_was_given(desk: Desk) -> None:
    with desk.writing("incoming.register") as uow:
        numbers.take(uow, "incoming", 2026, "document")
        uow.say("登记 2026-1")
    with pytest.raises(Refusal, match="作废"):
        _undo(desk, 1)
    assert value(desk, "SELECT count(*) FROM number_ledger") == 1


def test_an_import_with_foreign_numbers_can_be_undone(desk: Desk) -> None:
    with desk.writing("incoming.import") as uow:
        columns = ("series", "year", "serial", "origin", "at")
        uow.insert_many("number_ledger", columns, [("incoming", 2025, n, "导入", uow.at) for n in range(1, 900)])
        uow.say("导入 899 件")
    _undo(desk, 1)
    assert value(desk, "SELECT count(*) FROM number_ledger") == 0


def test_nothing_is_undone_twice_and_an_undo_is_not_undone(desk: Desk) -> None:
    row_id = put_paper(desk, 1)
    change_paper(desk, row_id, title="乙")
    _undo(desk, 2)
    for batch in (2, 3, 99):
        with pytest.raises(Refusal, match="不能撤销"):
            _undo(desk, batch)


def test_refused_when_the_bodies_were_blanked(desk: Desk) -> None:
    row_id = put_paper(desk, 1)
    change_paper(desk, row_id, title="乙")
    import sqlite3

    connection = sqlite3.connect(desk.store.path)
    connection.execute("UPDATE journal_entry SET before = NULL, after = NULL, salt = NULL WHERE batch = 2")
    connection.commit()
    connection.close()
    with pytest.raises(Refusal, match="误录"):
        _undo(desk, 2)


def test_next_undo_is_this_clerks_own_newest_act(desk_at: Callable[..., Desk]) -> None:
    li, wang = desk_at(name="小李"), desk_at(name="王姐")
    with pytest.raises(Refusal, match="没有可以撤销"):
        journal.next_undo(li)
    first, second = put_paper(li, 1), put_paper(wang, 2)
    change_paper(li, first, "小李改", title="甲")
    change_paper(wang, second, "王姐改", title="乙")
    assert journal.next_undo(li).sentence == "小李改"
    _undo(li, journal.next_undo(li).seq)
    with li.reading() as reader:
        assert undoing.last_of(reader, "小李") == 1
