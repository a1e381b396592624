"""A new office: store, rule pack, name, and what fills it."""

from datetime import datetime

import pytest

from govtui.domain.clock import frozen
from govtui.domain.refusal import Refusal
from govtui.services.desk import Actor, open_desk
from govtui.services.setup import init_office

CLERK = Actor("li", "小李")
CLOCK = frozen(datetime(2026, 11, 23, 9))


def make(path, **values):
    return init_office(str(path), "chenzhou-2017", actor=CLERK, clock=CLOCK, **values)


def test_new_office_is_opened_again_with_its_pack_and_name(tmp_path):
    path = tmp_path / "data" / "govtui.db"
    make(path, office_name=" 某市人民政府办公室\x1b ").store.close()
    desk = open_desk(str(path), CLERK, CLOCK)
    assert (desk.book.id, desk.office) == ("chenzhou-2017", "某市人民政府办公室�")
    desk.store.close()


def test_office_without_a_name_has_that_of_the_pack(tmp_path):
    desk = make(tmp_path / "a.db")
    assert desk.office == desk.book.office
    desk.store.close()


def test_existing_store_is_never_overwritten(tmp_path):
    make(tmp_path / "a.db").store.close()
    with pytest.raises(Refusal, match="已存在"):
        make(tmp_path / "a.db")


def test_wrong_pack_makes_no_store(tmp_path):
    with pytest.raises(Refusal, match="找不到规则包"):
        init_office(str(tmp_path / "a.db"), "没有这份", actor=CLERK, clock=CLOCK)
    assert not (tmp_path / "a.db").exists()


def test_failed_filling_takes_the_new_store_away(tmp_path):
    def fail(desk):
        raise Refusal("人员表打不开。")

    with pytest.raises(Refusal, match="人员表打不开"):
        make(tmp_path / "a.db", fill=fail)
    assert not (tmp_path / "a.db").exists()
    make(tmp_path / "a.db").store.close()


def test_pack_file_beside_another_folder_is_found_again(tmp_path, monkeypatch):
    import govtui.rulebook.loader as loader

    source = loader.Path(loader.__file__).with_name("packs") / "chenzhou-2017.toml"
    pack = tmp_path / "本市.toml"
    pack.write_bytes(source.read_bytes())
    monkeypatch.chdir(tmp_path)
    init_office(str(tmp_path / "b" / "a.db"), "本市.toml", actor=CLERK, clock=CLOCK).store.close()
    monkeypatch.chdir("/")
    desk = open_desk(str(tmp_path / "b" / "a.db"), CLERK, CLOCK)
    assert desk.book.id == "chenzhou-2017"
    desk.store.close()
