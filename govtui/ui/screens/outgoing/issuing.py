"""From the number to the archive: forms whose defaults stand, so that saving alone is enough."""

from collections.abc import Sequence
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.domain.text import halfwidth
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import issuing, numbering, views
from govtui.services.documents.outgoing.rows import DistributionRow, OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.services.people import directory
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, day_field
from govtui.ui.screens.gates import GatedEntry, Permits
from govtui.ui.screens.outgoing.brief import brief
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.detail import Grid, Para, Part, Section
from govtui.ui.widgets.fields import Field
from govtui.ui.widgets.form import Form

Line = tuple[int | None, str, int]
FILED = 1
"""Copies that stay in the office's own files, beside one for each unit."""


def number_form(desk: Desk, row: OutgoingRow) -> GatedEntry:
    """编号: the next number, or one that was kept."""
    following = numbering.next_number(desk, row.id)
    kept = numbering.reserved_numbers(desk, row.id)
    choices = [Choice("", f"{following or '（未定）'}（下一个）")]
    choices += [Choice(str(serial), f"{text}（预留：{reason}）") for serial, text, reason in kept]
    help_ = "回车即编号；左右键可改用预留的号。" if kept else "回车即编号。号码用了不能收回，作废要写理由。"

    def save(values: dict[str, Any], permits: Permits) -> Outcome:
        return numbering.number(desk, row.id, int(values["number"]) if values["number"] else None, permits)

    about = ("outgoing", row.id)
    field = Field("number", "发文字号", "choice", choices=choices, wide=True, help=help_)
    return GatedEntry(f"编号 {row.name}", [field], save, desk=desk, about=about, below=brief(desk, row.id))


def print_form(desk: Desk, row: OutgoingRow) -> Entry:
    """印制: copies and the day of issue."""
    proposed = sum(copies for *_, copies in issuing.proposed_distribution(desk, row.id)) + FILED
    fields = [
        Field("copies", "印数", "number", required=True, default=str(proposed), help="主送、抄送各一份，存档一份。"),
        day_field(desk, "issued", "印发日期", default=desk.today()),
        Field("pages", "页数", "number", help="可空。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        return issuing.print_run(desk, row.id, values["copies"], as_day(values["issued"]), values["pages"])

    return Entry(f"印制 {row.name}", fields, save, below=brief(desk, row.id))


def seal_form(desk: Desk, row: OutgoingRow) -> Entry:
    """用印: a line of the seal register, or why there is none."""
    copies = views.detail(desk, row.id).fields["print_copies"] or 1
    fields = [
        Field("copies", "用印份数", "number", required=True, default=str(copies)),
        day_field(desk, "used", "用印日期", gone=True, default=desk.today()),
        Field("keeper", "监印人", default=desk.actor.name),
        Field("handler", "经办人", default=row.drafter),
        Field("skip", "不用印理由", wide=True, help="加盖印章的留空；填了理由即不登记用印。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        named = {"keeper": values["keeper"], "handler": values["handler"], "skip_reason": values["skip"]}
        return issuing.seal(desk, row.id, values["copies"], as_day(values["used"]), **named)

    return Entry(f"用印 {row.name}", fields, save, below=brief(desk, row.id))


def read_lines(desk: Desk, text: str) -> tuple[Line, ...]:
    """Lines like `市财政局 2` as (unit id if known, name, copies); a line without a number is one copy.

    Raises Refusal for a line that is only a number.
    """
    people, found = directory(desk), []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        head, _, tail = line.replace("\t", " ").replace("\u3000", " ").rpartition(" ")
        digits = halfwidth(tail).removesuffix("份")
        name, copies = (head.strip(), int(digits)) if head and digits.isdecimal() else (line, 1)
        if halfwidth(name).isdecimal():
            raise Refusal(f"“{line}”没有写单位")
        unit = people.unit_named(name)
        found.append((unit.id if unit else None, name, copies))
    return tuple(found)


class SendForm(Entry):
    """分发: one unit a line with its copies; the count against the print run stands below."""

    def __init__(self, desk: Desk, row: OutgoingRow) -> None:
        found = views.detail(desk, row.id)
        self.desk, self.row = desk, row
        self._printed = int(found.fields["print_copies"] or 0)
        self._sent = sum(one.copies for one in found.distributions)
        lines = "\n".join(f"{name} {copies}" for _, name, copies in issuing.proposed_distribution(desk, row.id))
        fields = [
            Field(
                "lines",
                "发往",
                "multiline",
                rows=9,
                required=True,
                default=lines,
                validate=self._problem,
                help="一行一个单位，空格后写份数；不写即一份。",
            ),
            Field("way", "方式", help="如 公文交换、电子公文、专人送达。"),
            day_field(desk, "sent", "送出日期", gone=True, default=desk.today()),
        ]
        super().__init__(f"{'补发' if found.distributions else '分发'} {row.name}", fields, self._send)

    def on_mount(self) -> None:
        """Count."""
        self.call_after_refresh(self._tell)

    def on_form_changed(self, event: Form.Changed) -> None:
        """Count again."""
        if event.field_id == "lines":
            self._tell()

    def _problem(self, text: str) -> str | None:
        read_lines(self.desk, text)
        return None

    def _tell(self) -> None:
        try:
            lines = read_lines(self.desk, self.form.text("lines"))
        except Refusal:
            return
        copies = sum(copies for *_, copies in lines)
        before = f"，以前已发 {self._sent} 份" if self._sent else ""
        tone = "bad" if self._printed and copies + self._sent > self._printed else "muted"
        self.form.set_note("lines", f"{len(lines)} 个单位 {copies} 份{before}，共印 {self._printed} 份", tone)

    def _send(self, values: dict[str, Any]) -> Outcome:
        lines = read_lines(self.desk, values["lines"])
        return issuing.distribute(self.desk, self.row.id, lines, values["way"], as_day(values["sent"]))


def print_more_form(desk: Desk, row: OutgoingRow) -> Entry:
    """加印."""
    fields = [Field("copies", "加印份数", "number", required=True), Field("reason", "理由", required=True, wide=True)]

    def save(values: dict[str, Any]) -> Outcome:
        return issuing.print_more(desk, row.id, values["copies"], values["reason"])

    return Entry(f"加印 {row.name}", fields, save, below=brief(desk, row.id))


def archive_form(desk: Desk, rows: Sequence[OutgoingRow]) -> Entry:
    """归档: one or several papers."""
    fields = [
        Field("archive_no", "归档号", help="可空。"),
        day_field(desk, "on", "归档日期", gone=True, default=desk.today()),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        return issuing.archive(desk, [row.id for row in rows], values["archive_no"], as_day(values["on"]))

    return Entry(f"归档 {named(rows)}", fields, save, below=listed(desk, rows))


def receive_form(desk: Desk, waiting: Sequence[tuple[OutgoingRow, DistributionRow]]) -> Entry:
    """签收: the units that signed, over one or several papers; none named means all that are open."""
    rows = list(dict.fromkeys(row for row, _ in waiting))
    units = list(dict.fromkeys(line.unit for _, line in waiting))
    fields = [
        Field(
            "units",
            "签收单位",
            "pick",
            many=True,
            wide=True,
            source=among([Choice(unit, unit) for unit in units]),
            placeholder=f"留空即全部 {len(units)} 个单位",
            help="首字母选单位，可选几个；留空即所有还没签收的单位。",
        ),
        Field("receiver", "签收人"),
        day_field(desk, "on", "签收日期", gone=True, default=desk.today()),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        chosen = {one.label for one in values["units"]} or set(units)
        done = []
        for row in rows:
            ids = [line.id for paper, line in waiting if paper is row and line.unit in chosen]
            if ids:
                done.append(issuing.receive(desk, ids, values["receiver"], as_day(values["on"])))
        copies = sum(one.count for one in done)
        return done[0] if len(done) == 1 else Outcome(copies, f"{len(done)} 件文 {copies} 个签收已登记")

    return Entry(f"签收 {named(rows)}", fields, save, below=_unsigned(waiting))


def listed(desk: Desk, rows: Sequence[OutgoingRow]) -> list[Part | Section]:
    """One paper in a few lines, several by name."""
    return brief(desk, rows[0].id) if len(rows) == 1 else [Para(f"{row.number}　{row.title}") for row in rows]


def _unsigned(waiting: Sequence[tuple[OutgoingRow, DistributionRow]]) -> list[Part | Section]:
    lines = tuple((line.unit, f"{line.copies} 份", f"{line.sent_on} 送出", row.name) for row, line in waiting)
    return [Section("还没有签收", (Grid(lines, ("", "muted", "muted", "")),))]


def named(rows: Sequence[OutgoingRow]) -> str:
    """One paper by its name, several by the first and their number."""
    return rows[0].name + (f" 等 {len(rows)} 件" if len(rows) > 1 else "")
