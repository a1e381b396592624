"""Drafts come back as they were typed, and hold nothing that the program must not keep."""

from pathlib import Path

import pytest

from govtui.store.drafts import Drafts


def test_a_draft_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, "李/..某")
    typed = {"title": "关于[/b]的请示\n第二行", "sender": {"text": "财", "picked": [{"id": "3", "label": "市财政局"}]}}
    drafts.save("incoming.register", typed)
    assert drafts.load("incoming.register") == typed
    drafts.drop("incoming.register")
    assert drafts.load("incoming.register") is None


@pytest.mark.parametrize("secret", ["机密★一年 某事", "关于某事的通知（绝密）", "密级：秘密"])
def test_text_that_looks_classified_never_reaches_the_disk(tmp_path: Path, secret: str) -> None:
    drafts = Drafts(tmp_path, "li")
    kept = {"title": secret, "sender": {"text": secret, "picked": [{"id": "", "label": secret}]}, "note": "别的"}
    drafts.save("incoming.register", kept)
    assert all(secret.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    found = drafts.load("incoming.register")
    assert found is not None
    assert found["note"] == "别的"
    assert found["title"] == ""
