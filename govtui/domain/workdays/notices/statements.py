"""From sentences to statements: which written days are off, worked, moved or swapped."""

import re
from dataclasses import dataclass, field

from govtui.domain.workdays.notices.model import Act, Event, Item, Span, WrittenDay
from govtui.domain.workdays.notices.wording import Sentence, chinese_number, sentences

_N = r"[\d一二两三四五六七八九十]{1,3}"
# Words after 放假 and the like that make it a noun: 放假的通知, 放假期间.
_NOUN = r"(?!的|日期|安排|期间|办法|通知|制度|规定|原则|方案|天数|时长|事宜|有关|工作|等|前|后|族)"
_TOKENS = re.compile(
    "|".join(
        (
            r"(?P<day>(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})(?:[日号]|(?=[至到~—–―─、和及-]+\d)))",
            r"(?P<iso>(?P<iy>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})日?)",
            r"(?P<bare>(?<![\d第])(?P<bd>\d{1,2})(?:[日号](?!内)|(?=[、和及]\d{1,2}[日号、])))",
            r"(?P<remark>\((?P<inside>[^()]*)\))",
            r"(?P<weekday>(?:星期|周|礼拜)(?P<wd>[一二三四五六日天]))",
            r"(?P<from>(?<=[日号)])起)",
            r"(?P<drop>(?<=[日号)])(?:[之以]?[前后]|上午|下午|中午|晚|凌晨|\d{1,2}[时点:]))",
            rf"(?P<count>(?<!全年)共计?(?:放假|休息|休假)?(?P<n>{_N})[天日])",
            r"(?P<noop>不(?:再)?(?:调休|放假|补休|休息|上班|安排))",
            r"(?P<join>与(?:周末|双休日|公休日|周[一二三四五六日])(?:相连|连休|连放)?)",
            r"(?P<extend>延长)",
            r"(?P<move>(?:分别)?(?:调休?|调整|挪|移|换)(?:至|到))",
            r"(?P<swap>对调|互换|调换|互调)",
            rf"(?P<work>(?P<usual>恢复正常|正常|照常|恢复|按时)?(?:调休|补)?(?:上班(?:时间|日期|日)?{_NOUN}|补班|办公(?!室|厅|的|会)|[为是]工作日)|(?P<usual2>正常|照常)工作(?!日))",
            r"(?P<off>(?:放假(?:时间|日期)(?=[为是:]?\d)|假期(?:时间)?(?=[为是:从自]{1,2}\d)|调休放假|放假(?:调休|公休|补休|连休|休息)*|照常公休|公休(?!日)|补休|补假|(?<!年)休假|连休|调休|休息(?!日)"
            rf"|[为是](?:[^,、:()\d]{{0,12}})?法定(?:节假日|节日|假日|假期)|[为是](?:公休日|休息日|节假日)){_NOUN}(?:(?P<on>{_N})天)?)",
            r"(?P<range>[至到~—–―─-]+)",
            r"(?P<with>[与同])",
            r"(?P<comma>[,:])",
        )
    )
)
_ADVICE = re.compile(r"鼓励|建议|提倡|倡导|有条件的|可结合|可以结合")
_PRINCIPLE = re.compile(r"原则[上作]?|如逢|除个别|除特殊|据此")
_LUNAR = re.compile(
    r"(?P<eve>除夕)|(?P<month>大年|[正一二三四五六七八九十冬腊]月)?"
    r"(?P<day>初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)"
)
_REACH = 12  # characters that may stand between a day and its verb: 全国, 我市统一, 两个公休日


def read_items(text: str) -> list[Item]:
    """The items of a notice with all their statements, in order."""
    items: list[Item] = [Item("")]
    reader = _Reader()
    for sentence in _operative(sentences(text)):
        if sentence.numbered or (sentence.name and sentence.name != items[-1].name):
            items.append(Item(sentence.name, sentence.year))
            reader = _Reader()
        events = reader.read(sentence, items[-1].events[-1] if items[-1].events else None)
        if _far_away(items[-1].events, events):
            items.append(Item(sentence.name))
        items[-1].events.extend(events)
    return [item for item in items if item.events]


def _operative(found: list[Sentence]) -> list[Sentence]:
    """Without sentences that state principles, and without the preamble when numbered festivals follow."""
    heads = [i for i, sentence in enumerate(found) if sentence.numbered and sentence.name]
    start = heads[0] if len(heads) >= 2 else 0
    return [sentence for i, sentence in enumerate(found) if i >= start and not _PRINCIPLE.search(sentence.text)]


def _far_away(earlier: list[Event], later: list[Event]) -> bool:
    """True when days off stand weeks from all that the item has named: another holiday, without a heading."""
    known = [_place(day) for event in earlier for span in event.spans for day in span.days()]
    new = [_place(day) for event in later if event.act is Act.OFF for span in event.spans for day in span.days()]
    gaps = [min(abs(one - other), 372 - abs(one - other)) for one in known for other in new]
    return bool(gaps) and min(gaps) > 24


def _place(day: WrittenDay) -> int:
    return day.month * 31 + day.day


@dataclass(slots=True)
class _Reader:
    """Walks the tokens of sentences; remembers the last day written so that `20日、21日` finds its month.

    `pending`: days read and not yet bound to a verb. `waiting`: a verb read before its days (放假时间为…).
    `loose`: plain words since the last day; too many of them and the days belong to something else.
    """

    last: WrittenDay | None = None
    pending: list[Span] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    waiting: Event | None = None
    moving: Event | None = None
    loose: str = ""
    ranged: bool = False
    extending: bool = False
    until: bool = False
    since: bool = False
    paired: bool = False

    def read(self, sentence: Sentence, before: Event | None) -> list[Event]:
        """The statements of one sentence; `before` is the last one before it (a count may follow in a new sentence)."""
        self.pending, self.events, self.waiting, self.moving, self.loose = [], [], None, None, ""
        self.ranged = self.extending = self.until = self.since = self.paired = False
        text = _open_brackets(_ADVICE.split(sentence.text)[0])
        at = 0
        for token in _TOKENS.finditer(text):
            self._pass(text[at : token.start()])
            self._take(token, before if at == 0 and not token.start() else None)
            at = token.end()
        self._pass(text[at:])
        self._close()
        return self.events

    def _take(self, token: re.Match[str], before: Event | None) -> None:
        kind = token.lastgroup or ""
        if kind in ("day", "iso", "bare"):
            self._day(token, kind)
        elif kind in ("remark", "weekday"):
            self._remark(token["inside"] if kind == "remark" else token[0])
        elif kind in ("work", "off", "move", "swap"):
            self._verb(token, kind)
        elif kind == "count":
            self._count(chinese_number(token["n"]), before)
        elif kind == "comma":
            self._close()
        else:
            self._sign(kind)

    def _pass(self, words: str) -> None:
        words = words.strip('、和及以"“”()')
        self.loose += words
        self.ranged = self.ranged and not words

    def _sign(self, kind: str) -> None:
        if kind == "range":
            self.ranged = self.extending or bool(self.pending or self.moving) and not self.loose
            self.since = False
        elif kind in ("drop", "noop"):
            self.pending = [] if kind == "noop" else self.pending[:-1]
        elif kind == "from":
            self.since = True
        elif kind == "extend":
            self.extending, self.pending = True, []
        elif kind == "with":
            self.paired = True
        elif kind == "join":
            self._join()

    def _join(self) -> None:
        if self.pending:
            self._emit(Event(Act.OFF, self.pending, joined=True))
        elif self.events:
            self.events[-1].joined = True

    def _day(self, token: re.Match[str], kind: str) -> None:
        day = self._written(token, kind)
        if day is None:
            return
        spans = self.moving.to if self.moving else self.pending
        if self.ranged and spans:
            spans[-1].end = day
        else:
            self.until = self.extending and self.ranged
            if self.loose and not self.moving:
                spans.clear()
            spans.append(Span(day))
        self.last, self.ranged = day, False
        if self.waiting is None or spans is not self.pending or len(self.loose) <= _REACH:
            self.loose = ""

    def _written(self, token: re.Match[str], kind: str) -> WrittenDay | None:
        if kind == "bare":
            return WrittenDay(self.last.year, self.last.month, int(token["bd"])) if self.last else None
        if kind == "iso":
            return WrittenDay(int(token["iy"]), int(token["im"]), int(token["id"]))
        return WrittenDay(int(token["y"]) if token["y"] else None, int(token["m"]), int(token["d"]))

    def _remark(self, words: str) -> None:
        if self.loose:
            return
        spans = self.moving.to if self.moving else self.pending
        days = [day for span in spans for day in span.days()]
        weekdays = ["一二三四五六日".index("日" if name == "天" else name) for name in _WEEKDAY.findall(words)]
        for day, weekday in zip(days[-len(weekdays) :], weekdays, strict=False):
            day.weekday = weekday if len(weekdays) <= len(days) else None
        lunar = lunar_days(words)
        for day, moon in zip(days[-len(lunar) :], lunar, strict=False):
            day.lunar = moon if len(lunar) <= len(days) else None

    def _verb(self, token: re.Match[str], kind: str) -> None:
        if self.moving is not None:
            self._close_move()
            if kind == "off" and not self.pending:
                return
        if len(self.loose) > _REACH:
            self.pending = []
        self.loose = ""
        if kind == "move":
            self.moving, self.pending = Event(Act.MOVE, self.pending), []
            return
        event = self._event(token, kind)
        if not self.pending:
            self.waiting = event if kind != "swap" else None
            return
        if self.since and event.act is Act.OFF:
            self.pending[-1].length = event.count
            event.spans = [span for span in self.pending if span.length] if event.count else []
        self._emit(event)

    def _event(self, token: re.Match[str], kind: str) -> Event:
        if kind == "work":
            return Event(Act.WORK, self.pending, usual=bool(token["usual"] or token["usual2"] or self.since))
        swapped = kind == "swap" or (self.paired and token[0] == "调休" and len(self.pending) == 2)
        count = token["on"] if kind == "off" else None
        return Event(Act.SWAP if swapped else Act.OFF, self.pending, count=chinese_number(count) if count else None)

    def _count(self, n: int, before: Event | None) -> None:
        if self.pending and not self.loose and self.waiting is None and self.moving is None:
            self._emit(Event(Act.OFF, self.pending, count=n))
            return
        event = self.events[-1] if self.events else (self.waiting or before)
        if event is not None and event.act is Act.OFF and event.count is None:
            event.count = n

    def _close(self) -> None:
        """A comma or the end: moves are complete, days after their verb are bound, days with other words dropped."""
        self._close_move()
        if self.until and self.pending:
            self._emit(Event(Act.EXTEND, self.pending))
            self.extending = self.until = False
        elif self.pending and self.loose:
            self.pending = []
        elif self.pending and self.waiting is not None and not self.since:
            late = self.waiting
            if late not in self.events:
                late.spans = []
                self.events.append(late)
            late.spans += self.pending
            self.pending = []
        if not self.pending and self.waiting is None:
            self.loose = ""

    def _close_move(self) -> None:
        if self.moving is not None:
            self.events.append(self.moving)
            self.moving = None

    def _emit(self, event: Event) -> None:
        if event.spans:
            self.events.append(event)
        self.pending, self.waiting, self.since, self.paired = [], None, False, False


_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_LUNAR_MONTHS = {"正": 1, "大年": 1, "冬": 11, "腊": 12} | {
    name: i for i, name in enumerate("零一二三四五六七八九十") if i
}


def lunar_days(words: str) -> list[tuple[int, int]]:
    """Lunar (month, day) pairs named in a remark, 除夕 as (12, 30); a day without month takes the month before it."""
    found: list[tuple[int, int]] = []
    month = 0
    for part in _LUNAR.finditer(words):
        if part["eve"]:
            found.append((12, 30))
            month = 1
            continue
        month = _LUNAR_MONTHS.get(part["month"].rstrip("月"), 0) if part["month"] else month
        if month:
            found.append((month, chinese_number(part["day"].removeprefix("初"))))
    return found


def _open_brackets(text: str) -> str:
    """Brackets that hold a date are opened, the others stay remarks."""
    return re.sub(r"\(([^()]*\d[日号][^()]*)\)", r",\1,", text)
