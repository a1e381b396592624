"""Normative documents made quickly for tests: opened, reviewed, registered, published."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from govtui.domain.refusal import Refusal
from govtui.services.desk import Desk
from govtui.services.documents import normative as services
from govtui.services.documents.normative import NewNormative
from govtui.services.gates import Permit
from govtui.store import tables
from govtui.store.documents import normative as store
from tests.offices import Office

PAPER = {"title": "关于印发城市停车管理办法的通知", "kind": "通知", "series": "normative", "normative": True}
RULE_PAPER = {"title": "城市停车管理规定", "kind": "命令", "series": "order"}
OPINION = "经审查，内容合法"


def outgoing(desk: Desk, **more: Any) -> int:
    with desk.writing("test.outgoing") as uow:
        state = {"state": "待印制"} if more.get("number") else {}
        values = {**PAPER, **state, "drafter": "钱多", "created_at": uow.at, "created_by": "小李"}
        row = uow.add(tables.Outgoing(**{**values, **more}))
        assert row.id is not None
        return row.id


def department(office: Office, title: str = "校车管理办法", unit: str = "市教育局", **more: Any) -> int:
    new = NewNormative(title, issuer_unit_id=office.units[unit], drafter="钱多", **more)
    return services.open_document(office.desk, new).id


def checked(office: Office, **more: Any) -> int:
    made = department(office, **more)
    services.check(office.desk, made, reviewer="宋词", opinion=OPINION)
    return made


def registered(office: Office, code: str = "07", on: date | None = None, **more: Any) -> int:
    made = checked(office, **more)
    services.register(office.desk, made, code, on)
    return made


def published(office: Office, **more: Any) -> int:
    made = registered(office, **more)
    services.publish(office.desk, made, channel="市人民政府公报")
    return made


def blocked(call: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refusal) as refused:
        call()
    return {one.rule for one in refused.value.findings}


def mayor(office: Office, rule: str) -> Permit:
    return Permit(rule, office.people["高远山"], "情况紧急")


def row_of(desk: Desk, normative_id: int) -> Any:
    with desk.reading() as reader:
        return store.document(reader, normative_id)
