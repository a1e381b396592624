"""What can be done with the lines of the address book."""

from collections.abc import Callable
from typing import Any

from govtui.domain.clock import long_day
from govtui.domain.people import PersonRow, terms
from govtui.services.people import (
    cancel_absence,
    close_unit,
    directory,
    end_delegation,
    end_post,
    post_lines,
    reopen_unit,
    retire_person,
    return_from_absence,
)
from govtui.services.people.rows import AbsenceLine, DelegationLine, LeaderLine, PersonLine, UnitLine
from govtui.ui.commands import EXPORT, NEW, Command
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.dialogs.chooser import Pick
from govtui.ui.dialogs.entry import Entry
from govtui.ui.screens.contacts import person_forms, unit_forms
from govtui.ui.screens.deskpage import DeskPage
from govtui.ui.widgets.choices import Choice, among
from govtui.ui.widgets.listing import LineList

PLACE = "通讯录"


def _command(name: str, label: str, text: str, keys: tuple[str, ...], action: str, footer: bool = False) -> Command:
    return Command(f"contacts.{name}", label, text, keys, action, PLACE, footer=footer)


COMMANDS = (
    NEW,
    _command("change", "修改", "修改光标所在的单位、人员、委托或外出。", ("m", "ctrl+o"), "change", True),
    _command("away", "外出报备", "登记谁从哪天到哪天外出、去哪里、由谁代行。", ("a",), "away", True),
    _command("back", "销假", "登记外出的人已经回来。", ("b",), "come_back", True),
    _command("division", "分工", "安排单位的分管、协管和对应科室；标记几个单位可一起安排。", ("z",), "division", True),
    _command("post", "任职", "登记任职：岗位、职务名称、从哪天起。", ("p",), "post"),
    _command("end-post", "免职", "结束一项任职，最后一天仍算在内。", ("e",), "end_post"),
    _command("delegation", "委托", "登记委托：谁受托、到哪天、依据是什么。", ("w",), "delegation"),
    _command("hand-over", "移交分工", "一位领导的分管和协管全部移交给另一位。", (), "hand_over"),
    _command("order", "领导排序", "重排领导的先后，从指定日期起生效。", ("o",), "order"),
    _command("stop", "停用", "停用单位、人员离任、提前结束委托、取消外出。", ("x",), "stop"),
    _command("resume", "恢复单位", "恢复使用已停用的单位。", (), "resume"),
    _command(
        "past", "显示已过去的", "同时列出已停用的单位、已过期的委托、已销假的外出；再按一次收起。", ("v",), "past"
    ),
    _command("filter", "筛选", "按姓名、单位、职务、电话或拼音首字母筛选。", ("f", "ctrl+t"), "filter", True),
    _command("next", "下一栏", "换到右边一栏。", ("]", "ctrl+right", "right"), "tab_by(1)"),
    _command("previous", "上一栏", "换到左边一栏。", ("[", "ctrl+left", "left"), "tab_by(-1)"),
    _command(
        "import", "导入通讯录", "从 Excel 导入单位、人员和任职：先预览，再一批写入，可撤销。", ("i",), "import_people"
    ),
    EXPORT,
)
ON = {
    "change": ("leaders", "units", "people", "sections", "delegations", "absences"),
    "come_back": ("absences",),
    "division": ("units", "gaps"),
    "post": ("leaders", "people"),
    "end_post": ("leaders", "people"),
    "hand_over": ("leaders", "people"),
    "order": ("leaders",),
    "stop": ("units", "people", "sections", "delegations", "absences"),
    "resume": ("units", "sections"),
    "past": ("units", "sections", "delegations", "absences"),
}
"""On which tabs an act makes sense; acts that are not named make sense everywhere."""


class ContactActs(DeskPage):
    """The acts of the address book; the page gives `listing` and `tab_id`."""

    listing: LineList
    tab_id: str

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on each tab what can be done there."""
        if action in ON:
            return self.tab_id in ON[action]
        return super().check_action(action, parameters)

    # -- the line under the cursor ----------------------------------------------------------------------------------

    def _line(self) -> Any:
        row = self.listing.current
        return row.value if row is not None else None

    def _person(self) -> PersonRow | None:
        line = self._line()
        if isinstance(line, PersonLine):
            return directory(self.desk).person(line.id)
        if isinstance(line, (LeaderLine, AbsenceLine)):
            return directory(self.desk).person(line.person_id)
        return None

    def _open(self, form: Entry, then: Callable[[Any], None] | None = None) -> None:
        def closed(result: Any) -> None:
            self.refresh_data()
            if result is not None:
                self.done()
                if then is not None:
                    then(result)

        self.app.push_screen(form, closed)

    # -- new and changed --------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """What a new line means on this tab."""
        acts: dict[str, Callable[[], None]] = {
            "leaders": self.action_post,
            "units": lambda: self._open(unit_forms.unit_form(self.desk)),
            "people": lambda: self._open(person_forms.person_form(self.desk), self._ask_post),
            "sections": lambda: self._open(unit_forms.unit_form(self.desk, terms.SECTION)),
            "gaps": self.action_division,
            "delegations": self.action_delegation,
            "absences": lambda: self._open(person_forms.absence_form(self.desk)),
        }
        acts[self.tab_id]()

    def _ask_post(self, person: PersonRow) -> None:
        question = f"已增加{person.name}。现在登记职务吗？"
        ask_yes(self, question, lambda: self._open(person_forms.post_form(self.desk, person)), title="登记任职")

    def action_change(self) -> None:
        """Change what the cursor stands on."""
        line, people = self._line(), directory(self.desk)
        if isinstance(line, UnitLine):
            self._open(unit_forms.unit_form(self.desk, unit=people.units[line.id]))
        elif isinstance(line, DelegationLine):
            found = next(one for one in people.delegations if one.id == line.id)
            self._open(person_forms.delegation_form(self.desk, found))
        elif isinstance(line, AbsenceLine):
            absence = next(one for one in people.absences if one.id == line.id)
            self._open(person_forms.absence_form(self.desk, absence))
        elif (person := self._person()) is not None:
            self._open(person_forms.person_form(self.desk, person))

    def action_post(self) -> None:
        """Give the person under the cursor a post; on the leaders' tab anybody."""
        person = self._person() if self.tab_id == "people" else None
        self._open(person_forms.post_form(self.desk, person))

    def action_end_post(self) -> None:
        """End a post of the person under the cursor."""
        person = self._person()
        if person is None:
            return
        posts = [post for post in post_lines(self.desk, person.id) if post.state != "已离任"]
        if not posts:
            self.say(f"{person.name}没有在任的职务", "warn")
            return

        def chosen(choice: Choice | None) -> None:
            post = next((one for one in posts if choice is not None and str(one.id) == choice.id), None)
            if post is not None:
                self.ask_day(
                    f"{person.name}任{post.title}到哪一天（含当天）？",
                    lambda day: self.act(end_post, post.id, post.version, day),
                )

        choices = [Choice(str(post.id), post.title, post.unit) for post in posts]
        if len(choices) == 1:
            chosen(choices[0])
        else:
            self.app.push_screen(Pick("结束哪一项任职", among(choices)), chosen)

    def action_division(self) -> None:
        """Divide the work of the marked units."""
        ids = [int(one) for one in self.listing.chosen()]
        if ids:
            self._open(unit_forms.division_form(self.desk, ids), lambda _result: self.listing.unmark())

    def action_hand_over(self) -> None:
        """All of one leader's units to another."""
        person = self._person()
        self._open(unit_forms.hand_over_form(self.desk, person.id if person else None))

    def action_delegation(self) -> None:
        """Register a delegation, by the leader under the cursor if there is one."""
        line = self._line()
        giver = line.person_id if isinstance(line, LeaderLine) else None
        self._open(person_forms.delegation_form(self.desk, giver_id=giver))

    def action_order(self) -> None:
        """Put the leaders in another order."""
        from govtui.ui.screens.contacts.ordering import OrderLeaders

        def closed(said: bool | None) -> None:
            if said:
                self.done()

        self.app.push_screen(OrderLeaders(self.desk), closed)

    # -- away and back ----------------------------------------------------------------------------------------------

    def action_away(self) -> None:
        """Report an absence, of the person under the cursor if there is one."""
        person = self._person() if self.tab_id != "absences" else None
        self._open(person_forms.absence_form(self.desk, person_id=person.id if person else None))

    def action_come_back(self) -> None:
        """Record the return of the person under the cursor."""
        line = self._line()
        if isinstance(line, AbsenceLine):
            self.ask_day(
                f"{line.name}哪一天回来上班？",
                lambda day: self.act(return_from_absence, line.id, line.version, day),
            )

    # -- ends -------------------------------------------------------------------------------------------------------

    def action_stop(self) -> None:
        """End what the cursor stands on."""
        line = self._line()
        if isinstance(line, UnitLine):
            self.ask_day(f"{line.name}从哪一天起停用？", lambda day: self.act(close_unit, line.id, line.version, day))
        elif isinstance(line, PersonLine):
            self.ask_day(
                f"{line.name}从哪一天起离任停用？其任职和分工到前一天为止。",
                lambda day: self.act(retire_person, line.id, line.version, day),
            )
        elif isinstance(line, DelegationLine):
            self.ask_day(
                f"{line.giver}委托{line.taker}到哪一天为止（含当天）？",
                lambda day: self.act(end_delegation, line.id, line.version, day),
            )
        elif isinstance(line, AbsenceLine):
            self._cancel(line)

    def _cancel(self, line: AbsenceLine) -> None:
        question = f"{line.name} {long_day(line.from_day)} 的{line.kind}没有成行，取消这条报备吗？"
        ask_yes(self, question, lambda: self.act(cancel_absence, line.id, line.version))

    def action_resume(self) -> None:
        """Take a closed unit back into use."""
        line = self._line()
        if isinstance(line, UnitLine) and line.closed_on:
            self.act(reopen_unit, line.id, line.version)
        else:
            self.say("这个单位正在使用；按 v 可列出已停用的单位", "warn")
