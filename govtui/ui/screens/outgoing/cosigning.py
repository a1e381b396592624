"""会签: whom to ask, what they answered, several at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govtui.domain.documents.outgoing.states import AGREED, DISAGREED, SILENT
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import cosigning, views
from govtui.services.documents.outgoing.rows import CoSignRow, OutgoingRow
from govtui.services.documents.rows import Outcome
from govtui.services.people import unit_choices
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.deskpage import as_day, day_field, source_of
from govtui.ui.screens.outgoing.brief import brief
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.fields import Field

if TYPE_CHECKING:
    from govtui.ui.screens.outgoing.acts import OutgoingActs

_ALL, _FINISH = "all", "finish"


def ask_form(desk: Desk, row: OutgoingRow) -> Entry:
    """Which units are asked."""
    units = Field(
        "units",
        "会签单位",
        "pick",
        required=True,
        free=True,
        many=True,
        wide=True,
        source=source_of(unit_choices, desk),
        help="首字母选单位，回车取第一个，可选几个；再按回车保存。",
    )

    def save(values: dict[str, Any]) -> Outcome:
        return cosigning.ask(desk, row.id, [(int(one.id) if one.id else None, one.label) for one in values["units"]])

    return Entry(f"送会签 {row.name}", [units], save, below=brief(desk, row.id))


def answer_form(desk: Desk, row: OutgoingRow, asked: CoSignRow) -> Entry:
    """One unit's answer; a disagreement wants views, grounds, a proposal, and that all have signed."""
    fields = [
        Field(
            "opinion",
            "意见",
            "choice",
            choices=(AGREED, DISAGREED, SILENT),
            default=asked.opinion if asked.opinion != SILENT else AGREED,
            wide=True,
            help="同意的直接按 Ctrl+S；不同意的把下面各栏填齐，再请有关单位会签。",
        ),
        Field("person", "签字人", default=asked.person),
        day_field(desk, "on", "答复日期", gone=True, default=asked.answered_on or desk.today()),
        Field("views", "各方意见", "multiline", rows=2, default=asked.views),
        Field("grounds", "理由", "multiline", rows=2, default=asked.grounds),
        Field("proposal", "办理建议", "multiline", rows=2, default=asked.proposal),
        Field("signed", "各方已会签", "bool", default=asked.signed, help="分歧意见须各方会签后再报。"),
    ]

    def save(values: dict[str, Any]) -> Outcome:
        said = {name: values[name] for name in ("person", "views", "grounds", "proposal", "signed")}
        return cosigning.answer(desk, asked.id, values["opinion"], on=as_day(values["on"]), **said)

    return Entry(f"{asked.unit} 会签 {row.name}", fields, save)


def take_answers(page: "OutgoingActs", row: OutgoingRow, finishing: bool = False) -> None:
    """Whose answer: all the silent units at once, one of them, or (`finishing`) none more."""
    rows = views.detail(page.desk, row.id).cosigns
    silent = [one for one in rows if one.opinion == SILENT]
    if not rows:
        page.complain("这件没有会签单位。按 c 送会签。")
        return
    if len(rows) == 1 and not finishing:
        page.open_form(answer_form(page.desk, row, rows[0]), row.id)
        return
    known = {str(one.id): one for one in rows}

    def picked(choice: Choice | None) -> None:
        if choice is None:
            page.stop()
        elif choice.id == _ALL:
            page.do(cosigning.answer_many, [one.id for one in silent], AGREED, about=row.id)
        elif choice.id == _FINISH:
            page.gated(cosigning.finish, row.id)
        else:
            page.open_form(answer_form(page.desk, row, known[choice.id]), row.id)

    page.app.push_screen(
        Pick("会签答复", among(_choices(rows, silent, finishing)), hint="回车取光标所在的一条"), picked
    )


def drop_one(page: "OutgoingActs", row: OutgoingRow) -> None:
    """Ask a unit no longer."""
    rows = [one for one in views.detail(page.desk, row.id).cosigns if one.opinion != DISAGREED]
    if not rows:
        page.complain("没有可以去掉的会签单位。")
        return

    def picked(choice: Choice | None) -> None:
        if choice is not None:
            page.ask(
                f"不再征求{choice.label}会签，理由",
                lambda reason: page.do(cosigning.drop, int(choice.id), reason, about=row.id),
            )

    page.app.push_screen(Pick("去掉哪个会签单位", among([Choice(str(one.id), one.unit) for one in rows])), picked)


def _choices(rows: Sequence[CoSignRow], silent: Sequence[CoSignRow], finishing: bool) -> list[Choice]:
    first = [Choice(_ALL, f"都同意（{len(silent)} 个单位）", "、".join(one.unit for one in silent))] if silent else []
    units = [Choice(str(one.id), one.unit, one.opinion) for one in sorted(rows, key=lambda one: one.opinion != SILENT)]
    if not finishing:
        return [*first, *units]
    end = Choice(_FINISH, "结束会签，送签发", f"还有 {len(silent)} 个单位没有答复" if silent else "")
    return [*first, *units, end] if silent else [end, *units]
