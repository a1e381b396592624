"""Warming up before the first save touches no store."""

from pathlib import Path

from govtui.services.desk import Desk, warm_up


def test_warming_up_leaves_the_store_as_it_is_and_the_next_write_goes_well(desk: Desk, store_path: Path) -> None:
    from govtui.services.documents.registering import register
    from govtui.services.documents.rows import NewIncoming

    before = store_path.read_bytes()
    warm_up()
    assert store_path.read_bytes() == before
    assert register(desk, NewIncoming("市财政局", "关于防汛的通知")).number == "2026-1"
