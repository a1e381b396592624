"""Drafts as files: whole or not at all, private, one a form and clerk."""

import os
import stat
from pathlib import Path

import pytest

from govtui.store.drafts import Drafts

VALUES = {"title": '关于"防汛"的通知\n第二行', "copies": 3, "major": False, "due": None}


def test_forms_and_clerks_do_not_meet(tmp_path: Path) -> None:
    li, wang = Drafts(tmp_path, "小李"), Drafts(tmp_path, "王姐")
    li.save("a", {"n": 1})
    li.save("b", {"n": 2})
    wang.save("a", {"n": 3})
    assert [li.load("a"), li.load("b"), wang.load("a"), wang.load("b")] == [{"n": 1}, {"n": 2}, {"n": 3}, None]


def test_saving_again_replaces_and_dropping_forgets(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, "小李")
    drafts.save("a", VALUES)
    drafts.save("a", {"n": 2})
    assert Drafts(tmp_path, "小李").load("a") == {"n": 2}
    drafts.drop("a")
    drafts.drop("a")
    assert drafts.load("a") is None
    assert list((tmp_path / "drafts").iterdir()) == []


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    Drafts(tmp_path, "小李").save("a", VALUES)
    folder = tmp_path / "drafts"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]", b"null"])
def test_a_broken_draft_is_no_draft(tmp_path: Path, content: bytes) -> None:
    drafts = Drafts(tmp_path, "小李")
    drafts.save("a", VALUES)
    next((tmp_path / "drafts").iterdir()).write_bytes(content)
    assert drafts.load("a") is None


def test_a_failed_save_keeps_the_draft_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = Drafts(tmp_path, "小李")
    drafts.save("a", {"n": 1})

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        drafts.save("a", {"n": 2})
    assert drafts.load("a") == {"n": 1}


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "..", "", "con:aux", "x" * 60])
def test_names_never_leave_the_folder(tmp_path: Path, name: str) -> None:
    drafts = Drafts(tmp_path / "data", name)
    drafts.save(name, VALUES)
    assert drafts.load(name) == VALUES
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.parent for path in written] == [tmp_path / "data" / "drafts"]
