"""Opening a store: every wrong file is one Chinese sentence, and none of them is touched."""

import sqlite3
from pathlib import Path

import pytest

from govtui.domain.refusal import Refusal
from govtui.store.engine import APPLICATION_ID
from govtui.store.schema import SCHEMA_VERSION
from govtui.store.store import create_store, open_store


def _refused(path: Path | str) -> str:
    with pytest.raises(Refusal) as refused:
        open_store(str(path))
    sentence = refused.value.sentence
    assert sentence.endswith("。")
    return sentence


def test_a_missing_file(tmp_path: Path) -> None:
    assert "govtui init" in _refused(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "空文件" in _refused(path)
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    "content", [b"\x00" * 100, b"PK\x03\x04 an excel file", "登记簿".encode() * 500, b"SQLite format 3\x00x"]
)
def test_garbage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "g.db"
    path.write_bytes(content)
    assert str(path) in _refused(path)
    assert path.read_bytes() == content


def test_a_directory(tmp_path: Path) -> None:
    assert "文件夹" in _refused(tmp_path)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    assert "不是 govtui 的数据库" in _refused(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_program(store_path: Path) -> None:
    connection = sqlite3.connect(store_path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert "更新版本" in _refused(store_path)


def test_a_damaged_store(store_path: Path) -> None:
    content = bytearray(store_path.read_bytes())
    content[100:4096] = b"\xa5" * 3996
    store_path.write_bytes(bytes(content))
    assert str(store_path) in _refused(store_path)


@pytest.mark.parametrize("url", ["postgresql://h/d", "mysql://x"])
def test_other_databases(url: str) -> None:
    assert "单文件" in _refused(url)


def test_a_store_opens_by_path_and_by_url(store_path: Path) -> None:
    for url in (str(store_path), f"sqlite:///{store_path}"):
        store = open_store(url)
        with store.reading() as reader:
            assert reader.value("SELECT count(*) FROM incoming") == 0
        store.close()


def test_creating_refuses_to_overwrite(store_path: Path) -> None:
    before = store_path.read_bytes()
    with pytest.raises(Refusal, match="不会覆盖"):
        create_store(str(store_path))
    assert store_path.read_bytes() == before


def test_creating_makes_the_folder_and_says_whose_file_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "govtui.db"
    create_store(str(path)).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    connection.close()


def test_creating_where_no_folder_can_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="不能建立"):
        create_store(str(tmp_path / "file" / "govtui.db"))


def test_a_failed_creation_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from govtui.store import migrating

    def fail(_connection: sqlite3.Connection) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(migrating, "_migrate", fail)
    with pytest.raises(ZeroDivisionError):
        create_store(str(tmp_path / "x.db"))
    assert list(tmp_path.iterdir()) == []
