"""Setting up an office: a new store, its rule pack and name, and whatever fills it first."""

from collections.abc import Callable
from pathlib import Path

from govtui.domain.clock import Clock, wall_clock
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, tidy
from govtui.services.desk import Actor, Desk, load_rules, login_actor
from govtui.store.settings import put_setting
from govtui.store.store import create_store

LONGEST_OFFICE = 60


def init_office(
    url: str,
    rulebook: str,
    office_name: str | None = None,
    actor: Actor | None = None,
    clock: Clock = wall_clock,
    fill: Callable[[Desk], object] | None = None,
) -> Desk:
    """Make a new store for an office and open the desk on it.

    `rulebook` is a shipped pack's name or a TOML file's path (kept as an absolute path). `fill` may import people;
    when it fails, the new store is taken away again, so that the next try meets a clean place. Raises Refusal: the
    file exists, the pack is missing or wrong, the name is too long, whatever `fill` refuses.
    """
    book = load_rules(rulebook)
    name = _office_name(office_name)
    store = create_store(url)
    settings = {"rulebook": _source(rulebook)} | ({"office": name} if name else {})
    desk = Desk(store, book, actor or login_actor(), clock, settings)
    try:
        with desk.writing("office.init") as uow:
            for key, value in settings.items():
                put_setting(uow, key, value)
            uow.say(f"建立{desk.office}的数据库，采用规则包《{book.title}》", "setting")
        if fill is not None:
            fill(desk)
    except BaseException:
        store.close()
        store.path.unlink(missing_ok=True)
        raise
    return desk


def _office_name(text: str | None) -> str:
    name = tidy(clean(text or ""))
    if len(name) > LONGEST_OFFICE:
        raise Refusal(f"办公室名称有 {len(name)} 个字，最多 {LONGEST_OFFICE} 个字，请缩短。")
    return name


def _source(rulebook: str) -> str:
    path = Path(rulebook)
    return str(path.resolve()) if path.suffix == ".toml" and path.is_file() else rulebook
