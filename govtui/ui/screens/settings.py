"""设置: looks, the working rules article by article, time limits, keys, this desk."""

from collections.abc import Callable
from importlib import import_module

from textual.app import ComposeResult

from govtui.domain.clock import long_day
from govtui.rulebook import Rulebook
from govtui.rulebook.model import Article, Rule
from govtui.rulebook.papers import DeadlineRule
from govtui.rulebook.terms import CAPABILITIES
from govtui.services import settings
from govtui.services.documents.rows import QueueCount
from govtui.services.numbers import term
from govtui.ui import work
from govtui.ui.commands import REGISTRY, Command
from govtui.ui.screens.deskpage import DeskPage
from govtui.ui.themes import THEME_NAMES
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.detail import Detail, Fact, Para, Part, Section
from govtui.ui.widgets.listing import LineList
from govtui.ui.widgets.paging import ListSource, Row
from govtui.ui.widgets.panes import MasterDetail
from govtui.ui.widgets.queues import QueueBar

PLACE = "设置"
TERM_ROW = "届"
TABS = {"look": "显示", "rules": "规则", "limits": "时限", "keys": "按键", "desk": "本机"}
UNITS = {"workday": "个工作日", "day": "天", "month": "个月", "hour": "小时", "minute": "分钟"}
EFFECT_PENS = {"拦下": "bad", "提醒": "warn", "记录": "muted"}
PAGES = ("today", "documents.page", "contacts.page", "calendar.page", "journal", "reports.page")
COLUMNS = {
    "look": (Column("what", "项目", 10), Column("choice", "选择", 12, flex=1), Column("now", "现在", 8)),
    "rules": (
        Column("number", "条", 4, align="right"),
        Column("topic", "内容", 20, flex=2),
        Column("rules", "规则", 14, flex=1, style="accent"),
    ),
    "limits": (
        Column("amount", "时限", 10, align="right"),
        Column("fits", "适用", 20, flex=1),
        Column("article", "依据", 14),
    ),
    "keys": (
        Column("keys", "键", 12, style="accent"),
        Column("label", "做什么", 14, flex=1),
        Column("where", "在哪里", 10, style="muted"),
    ),
    "desk": (Column("what", "项目", 10), Column("value", "内容", 20, flex=1)),
}
_LOOKS = {
    "light": "浅底深字，适合明亮的办公室。",
    "dark": "深底浅字，适合夜间值班。",
    "contrast": "黑底亮字，对比最强，远看或投影用。",
    "16": "只用终端自己的 16 种颜色，适合老终端和 Linux 控制台。",
}


class SettingsPage(DeskPage):
    """Everything that can be chosen, and everything that the rules settle."""

    ACTIONS = (
        Command("settings.choose", "选用", "选用光标所在的一项。", ("enter",), "choose", PLACE, footer=True),
        Command(
            "settings.next", "下一栏", "换到右边一栏。", ("]", "right", "ctrl+right"), "tab_by(1)", PLACE, footer=True
        ),
        Command("settings.previous", "上一栏", "换到左边一栏。", ("[", "left", "ctrl+left"), "tab_by(-1)", PLACE),
    )
    HELP = "左右键换栏。规则来自规则包，程序只照它提醒；换届或修订后换一份规则包即可。"

    def body(self) -> ComposeResult:
        """Tabs, list and detail."""
        self.tab = "look"
        self.tabs = QueueBar()
        self.listing = SettingsList(COLUMNS["look"], markable=False)
        self.detail = Detail()
        yield self.tabs
        yield MasterDetail(self.listing, self.detail)

    def on_mount(self) -> None:
        """Begin with the looks."""
        self.show_tab("look")

    def refresh_data(self) -> None:
        """Read anew."""
        self.show_tab(self.tab, self.listing.cursor)

    def show_tab(self, tab: str, cursor: int = 0) -> None:
        """Show one tab."""
        self.tab = tab
        self.query_one(MasterDetail).action_close_detail()
        self.tabs.show([QueueCount(key, name, -1) for key, name in TABS.items()], tab)
        self.listing.columns, self.listing.opens = COLUMNS[tab], tab != "look"
        rows: Callable[[], list[Row]] = getattr(self, f"_{tab}_rows")
        self.listing.show(ListSource(rows()), cursor)
        book = self.desk.book
        self.status((TABS[tab], "strong"), f"{self.listing.count} 项", book.title)
        self.call_after_refresh(self.renew_footer)

    def action_tab_by(self, by: int) -> None:
        """The tab to the right or left."""
        self.show_tab(self.tabs.neighbour(by))

    def on_queue_bar_chosen(self, event: QueueBar.Chosen) -> None:
        """A tab was clicked."""
        self.show_tab(event.queue)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Fill the detail."""
        if event.row is None:
            self.detail.clear()
        else:
            self.detail.show(*event.row.value)
        self.listing.opens = not self._choosable()
        self.call_after_refresh(self.renew_footer)

    # -- looks ------------------------------------------------------------------------------------------------------

    def _look_rows(self) -> list[Row]:
        now, plain = self.app.theme, settings.look(self.desk).ascii
        rows = [
            Row(
                theme, ("配色", name, ("已选" if theme == now else "", "accent")), (name, [Para(_LOOKS.get(theme, ""))])
            )
            for theme, name in THEME_NAMES.items()
        ]
        told = "有的终端把线条和圆点画成两格宽，表格会错位：那时选普通字符，下次打开程序时生效。"
        for value, name in ((False, "线条和圆点"), (True, "普通字符")):
            chosen = ("已选" if value == plain else "", "accent")
            rows.append(Row(value, ("框线", name, chosen), (name, [Para(told)])))
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Looks can be chosen, and the running term."""
        return self._choosable() if action == "choose" else super().check_action(action, parameters)

    def _choosable(self) -> bool:
        row = self.listing.current
        return self.tab == "look" or (self.tab == "desk" and row is not None and row.id == TERM_ROW)

    def action_choose(self) -> None:
        """Take the look under the cursor, and keep it for this clerk."""
        row = self.listing.current
        if row is None:
            return
        if row.id == TERM_ROW:
            self.ask("现在是第几届？", lambda text: self.act(settings.put_term, text), title="换届")
        elif isinstance(row.id, bool):
            work.run(self, settings.put_ascii, self.desk, row.id, group="write", on_done=self._kept)
        else:
            self.app.theme = row.id
            work.run(
                self, settings.put_theme, self.desk, row.id, THEME_NAMES[row.id], group="write", on_done=self._kept
            )

    def _kept(self, _nothing: None) -> None:
        self.refresh_data()
        self.say("已记住，下次打开照此显示", "good")

    # -- rules ------------------------------------------------------------------------------------------------------

    def _rules_rows(self) -> list[Row]:
        book = self.desk.book
        return [_article_row(book, article) for article in book.articles]

    def _limits_rows(self) -> list[Row]:
        return [_limit_row(limit) for limit in self.desk.book.deadlines]

    # -- keys and this desk -----------------------------------------------------------------------------------------

    def _keys_rows(self) -> list[Row]:
        for page in PAGES:
            import_module(f"govtui.ui.screens.{page}")
        return [_key_row(command) for commands in REGISTRY.by_place().values() for command in commands]

    def _desk_rows(self) -> list[Row]:
        desk = self.desk
        book = desk.book
        about = [
            ("规则包", book.id),
            ("制定机关", book.government),
            ("文号", book.number),
            ("印发", long_day(book.issued)),
        ]
        pack: list[Part | Section] = [Fact(label, value) for label, value in about if value]
        pairs: tuple[tuple[str, str, list[Part | Section]], ...] = (
            ("单位", desk.office, [Para("显示在第一行和打印件上。")]),
            ("规则", book.title, pack),
            (TERM_ROW, f"第 {term(desk)} 届", [Para("会议次数和纪要编号按届重排。换届后按回车改。")]),
            ("经办人", " ".join(filter(None, (desk.actor.section, desk.actor.name))), [Fact("登录名", desk.actor.id)]),
            ("数据文件", str(desk.store.path), [Para("备份时复制整个文件夹。")]),
            ("数据", "演示数据" if desk.demonstration else "正式数据", []),
        )
        return [Row(what, (what, value), (value, parts)) for what, value, parts in pairs]


class SettingsList(LineList):
    """A list whose Enter opens the detail, or belongs to the page."""

    opens = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open where there is more to read."""
        return self.opens if action == "open" else super().check_action(action, parameters)


def _article_row(book: Rulebook, article: Article) -> Row:
    held = "、".join(article.rules)
    note = held or ("不涉及办事程序" if not article.procedure else "")
    rules = (note, "accent" if held else "muted")
    return Row(article.number, (str(article.number), article.topic, rules), article_parts(book, article))


def article_parts(book: Rulebook, article: Article) -> tuple[str, list[Part | Section]]:
    """An article with every rule that stands on it."""
    parts: list[Part | Section] = [Fact("内容", article.topic)]
    if not article.procedure:
        parts.append(Para("这一条不规定谁在什么时候办什么事，程序不据此提醒。", "muted"))
    parts += [_rule_section(book, book.rule(rule_id)) for rule_id in article.rules]
    return f"{book.title}第 {article.number} 条", parts


def _rule_section(book: Rulebook, rule: Rule) -> Section:
    facts: list[Part] = [Para(rule.says), Fact("条款", rule.article_text), Fact("要求", rule.strength.label)]
    facts.append(Fact("程序", rule.effect.label, EFFECT_PENS.get(rule.effect.label, "")))
    releaser = book.role(rule.release_role).title if rule.release_role else ""
    where = CAPABILITIES.get(rule.capability, rule.capability)
    used = f"{where}（已启用）" if rule.active else f"{where}（尚未启用）"
    pairs = (("怎么办", rule.remedy), ("可放行", releaser), ("用在", used), ("来源", rule.source))
    return Section(rule.id, (*facts, *(Fact(label, value) for label, value in pairs if value)))


def _limit_row(limit: DeadlineRule) -> Row:
    amount = f"{limit.amount} {UNITS.get(limit.unit, limit.unit)}"
    fits = "；".join("、".join(words) for words in (limit.urgencies, limit.kinds, limit.classes) if words)
    basis = limit.article or "规则未明确"
    parts: list[Part | Section] = [Para(limit.says), Fact("要求", limit.strength.label), Fact("依据", basis)]
    if limit.source:
        parts.append(Fact("来源", limit.source))
    cells = (amount, fits or "其他所有公文", basis)
    return Row(limit.id, cells, (f"{fits or '其他所有公文'}：{amount}", parts))


def _key_row(command: Command) -> Row:
    parts: list[Part | Section] = [
        Para(command.help),
        Fact("键", command.shown_keys or "F9 菜单"),
        Fact("编号", command.id, "muted"),
    ]
    cells = (command.shown_keys or "F9", command.label, command.where)
    return Row(command.id, cells, (command.label, parts))
