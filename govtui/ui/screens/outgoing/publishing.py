"""公开: how open a paper is, and that it was published."""

from collections.abc import Sequence
from typing import Any

from govtui.services.desk import Desk
from govtui.services.documents.outgoing import publishing, views
from govtui.services.documents.outgoing.rows import OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, day_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.outgoing.brief import brief
from govtui.ui.screens.outgoing.issuing import listed, named
from govtui.ui.widgets.fields import Field


def publicity_form(desk: Desk, row: OutgoingRow) -> GatedEntry:
    """公开方式: with the reason where it is closed."""
    terms = desk.book.publication
    reasoned = "、".join(terms.reason_needed) if terms else ""
    reason = str(views.detail(desk, row.id).fields["publicity_reason"])
    fields = [
        Field(
            "publicity",
            "公开方式",
            "choice",
            choices=terms.states if terms else (),
            default=row.publicity,
            wide=True,
            help="主动公开的，编号以后开始计算公开时限。",
        ),
        Field("reason", "理由", wide=True, default=reason, help=f"{reasoned}的要写理由。" if reasoned else ""),
    ]

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        return publishing.set_publicity(desk, row.id, values["publicity"], values["reason"], permits)

    about = ("outgoing", row.id)
    return GatedEntry(f"公开方式 {row.name}", fields, save, desk=desk, about=about, below=brief(desk, row.id))


def publish_form(desk: Desk, rows: Sequence[OutgoingRow]) -> Entry:
    """已公开: the day and the channel; the publication record's own number and day where they are known."""
    fields = [
        day_field(desk, "on", "公开日期", gone=True, default=desk.today()),
        Field("channel", "公开渠道", help="如 政府门户网站、政府公报。"),
        Field("index_number", "索引号"),
        day_field(desk, "registered", "登记日期", gone=True, help="公开目录上的登记日期；不知道可空。"),
        Field("owner_section", "公开责任", help="责任部门；可空。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        texts = {name: values[name] for name in ("channel", "index_number", "owner_section")}
        ids, registered = [row.id for row in rows], as_day(values["registered"])
        return publishing.publish(desk, ids, as_day(values["on"]), registered_on=registered, **texts)

    return Entry(f"已公开 {named(rows)}", fields, save, below=listed(desk, rows))
