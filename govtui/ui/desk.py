"""The app over a real desk: its pages, search, undo, and what is read ahead."""

from datetime import date
from typing import Any

from govtui.domain.refusal import Refusal
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.finding import Hit, find
from govtui.services.settings import look
from govtui.services.workdays import current_calendar
from govtui.ui.app import DeskApp, preload
from govtui.ui.dialogs.ask import ask_yes
from govtui.ui.dialogs.chooser import Find
from govtui.ui.pages import Page, lazy
from govtui.ui.themes import THEME_NAMES
from govtui.ui.widgets.columns import Column
from govtui.ui.widgets.paging import Row

PAGES = (
    Page("today", "f2", "今日", lazy("govtui.ui.screens.today:TodayPage")),
    Page("documents", "f3", "公文", lazy("govtui.ui.screens.documents.page:DocumentsPage"), beside="outgoing"),
    Page("outgoing", "", "发文", lazy("govtui.ui.screens.outgoing.page:OutgoingPage")),
    Page("meetings", "f4", "会议", lazy("govtui.ui.screens.meetings.page:MeetingsPage"), beside="engagements"),
    Page("engagements", "", "活动", lazy("govtui.ui.screens.engagements.page:EngagementsPage")),
    Page("reports", "f7", "报表", lazy("govtui.ui.screens.reports.page:ReportsPage")),
    Page("contacts", "f8", "通讯录", lazy("govtui.ui.screens.contacts.page:ContactsPage")),
    Page("normative", "", "规范性文件", lazy("govtui.ui.screens.normative.page:NormativePage")),
    Page("calendar", "ctrl+g", "日历", lazy("govtui.ui.screens.calendar.page:CalendarPage")),
    Page("journal", "ctrl+r", "操作日志", lazy("govtui.ui.screens.journal:JournalPage")),
    Page("settings", "", "设置", lazy("govtui.ui.screens.settings:SettingsPage")),
)

_NOUNS = {
    "document": "收文",
    "outgoing": "发文",
    "normative": "规范",
    "topic": "议题",
    "meeting": "会议",
    "minutes": "纪要",
    "engagement": "活动",
    "unit": "单位",
    "person": "人员",
}
_FOUND = (
    Column("noun", "类", width=4, style="muted"),
    Column("number", "号", width=20),
    Column("title", "标题", width=20, flex=1),
    Column("where", "现在何处", width=14, style="accent"),
)


def desk_app(desk: Desk, ascii: bool = False) -> DeskApp:
    """The program's screen over `desk`."""
    chosen = look(desk)
    options: dict[str, Any] = {"theme": chosen.theme} if chosen.theme in THEME_NAMES else {}
    return DeskApp(
        desk,
        PAGES,
        day_word=lambda day: day_word(desk, day),
        find=lambda app: open_find(app, desk),
        undo=lambda app: ask_undo(app, desk),
        demonstration=desk.demonstration,
        ascii=ascii or chosen.ascii,
        data_dir=desk.store.folder(),
        after_first_paint=preload(),
        **options,
    )


def day_word(desk: Desk, day: date) -> str:
    """What the heading says of a day: 工作日, 休息日, the festival, 调休上班."""
    fact = current_calendar(desk).day(day)
    word = fact.name if fact.off and fact.name and "星期" not in fact.name else "休息日" if fact.off else "工作日"
    if not fact.off and fact.name:
        word = "调休上班"
    return word + ("（暂定）" if fact.source == "provisional" and fact.name else "")


def open_find(app: Any, desk: Desk) -> None:
    """Search everything; Enter goes there."""

    def search(text: str) -> list[Row]:
        return [_found(hit) for hit in find(desk, text)] if text.strip() else []

    def chosen(hit: Hit | None) -> None:
        from govtui.ui.screens.deskpage import PLACES, show_paper

        if hit is not None and hit.noun in PLACES:
            app.run_worker(show_paper(app, hit.id, hit.noun))
        elif hit is not None and any(page.id == "contacts" for page in app.pages):
            app.switch_mode("contacts")
            app.call_after_refresh(lambda: _show_contact(app, hit))

    app.push_screen(Find(search, _FOUND, hint="词、文号、单位、拼音首字母都可以，空格隔开；回车前往"), chosen)


def _show_contact(app: Any, hit: Hit) -> None:
    show = getattr(app.screen, "show_hit", None)
    if show is not None:
        show(hit.noun, hit.id)


def _found(hit: Hit) -> Row:
    return Row((hit.noun, hit.id), (_NOUNS.get(hit.noun, hit.noun), hit.number, hit.title, hit.where), hit)


def ask_undo(app: Any, desk: Desk) -> None:
    """Say what would be undone; undo it when the clerk agrees."""
    try:
        act = journal.next_undo(desk)
    except Refusal as refusal:
        app.complain(refusal.sentence)
        return

    def undo() -> None:
        try:
            sentence = journal.undo(desk, act.seq)
        except Refusal as refusal:
            app.complain(refusal.sentence)
            return
        refresh = getattr(app.screen, "refresh_data", None)
        if refresh is not None:
            refresh()
        app.say(sentence, "good")

    ask_yes(app.screen, f"撤销 {act.at} 的操作：{act.sentence}？", undo, title="撤销")
