"""What every verb needs: the clock, the store's address, the desk, JSON out."""

import argparse
import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtui.domain.clock import Clock, frozen, wall_clock
from govtui.domain.refusal import Refusal

if TYPE_CHECKING:
    from govtui.services.desk import Desk


def clock_of(options: argparse.Namespace) -> Clock:
    """The wall clock, or the frozen one of `--now`."""
    text = getattr(options, "now", None)
    if text is None:
        return wall_clock
    try:
        return frozen(datetime.fromisoformat(text))
    except ValueError as error:
        raise Refusal(f"--now 的时间“{text}”看不懂，请写成 2026-11-22T08:30。") from error


def store_url(options: argparse.Namespace) -> str:
    """The store that `--db` (or GOVTUI_DB) names; `data/govtui.db` when nothing does."""
    from govtui.services.desk import DEFAULT_STORE

    return str(getattr(options, "db", None) or os.environ.get("GOVTUI_DB") or DEFAULT_STORE)


def open_desk(options: argparse.Namespace) -> "Desk":
    """The desk on the store that the options name."""
    from govtui.services import desk

    return desk.open_desk(store_url(options), clock=clock_of(options))


def desk_or_none(options: argparse.Namespace) -> "Desk | None":
    """The desk, or None where no store was named and the default one does not exist yet."""
    if (
        getattr(options, "db", None) is None
        and not os.environ.get("GOVTUI_DB")
        and not Path(store_url(options)).exists()
    ):
        return None
    return open_desk(options)


def wants_json(options: argparse.Namespace) -> bool:
    """True when `--json` was given."""
    return bool(getattr(options, "json", False))


def print_json(value: Any) -> None:
    """One JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False, default=str))
