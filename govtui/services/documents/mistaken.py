"""误录处置: a paper that should never have been entered is blanked everywhere, by two people.

保守国家秘密法 第三十一条. The number stays in the ledger as void; who had the paper and when stays to be answered for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govtui.domain.clock import from_stamp
from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, fold
from govtui.services.desk import Desk
from govtui.services.people import directory
from govtui.store.documents import blanking as store
from govtui.store.documents import echoes
from govtui.store.unit_of_work import UnitOfWork

REASON = "误录处置"
"""What the number ledger says of the number."""

_RUN = 6
"""So many characters of the title in a row would give it away."""
_COPIES = {".db", ".sqlite", ".bak", ".zip", ".xlsx", ".docx"}
_REPEATS = "理由里不要写密级标志、单位、文号或标题原文，请改写，例如“误录不应登记的文件”。"

_ACTIONS = {"document": "incoming.blank"}
"""The act of the journal where it is not named after the noun."""

_FORMS = {
    "document": ("incoming.register", "incoming.correct.{id}"),
    "outgoing": ("outgoing.draft", "outgoing.revise.{id}"),
    "normative": ("normative.open", "normative.record"),
    "topic": ("topic.report", "topic.revise.{id}"),
    "meeting": ("meeting.plan", "meeting.change.{id}"),
    "minutes": ("minutes.{id}",),
    "engagement": ("engagement.new", "engagement.change.{id}"),
}
"""The forms whose drafts can hold a paper's words; `{id}` is the paper's."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """What was done, and what is left to do by hand.

    `left` are files on this machine that are newer than the entry and may still hold it: exports, backups, drafts that
    could not be removed. `twins` are numbers of other papers that bear or quote its title or number, `source` the
    register file that it was imported from. `rewritten` is False where others kept the store's file busy; the text is
    overwritten all the same.
    """

    sentence: str
    left: tuple[Path, ...]
    twins: tuple[str, ...]
    source: str
    rewritten: bool

    def advice(self) -> tuple[str, ...]:
        """What is left to do, one sentence each."""
        return tuple(filter(None, (self._files(), self._twins(), self._source(), self._busy())))

    def _files(self) -> str:
        shown = "、".join(str(path) for path in self.left)
        return f"下列文件是录入以后生成的，可能含有原文，请逐个核对并按保密要求销毁：{shown}" if self.left else ""

    def _twins(self) -> str:
        return f"标题、文号相同或写到它们的还有 {'、'.join(self.twins)}，请一并核对处置" if self.twins else ""

    def _source(self) -> str:
        return f"本件由文件“{self.source}”导入，原文件请按保密要求处理" if self.source else ""

    def _busy(self) -> str:
        return (
            "" if self.rewritten else "别的终端正在使用，数据库文件没有重新整理；请在无人使用时对本件再做一次误录处置"
        )


def blank(desk: Desk, row_id: int, second_person_id: int, reason: str, noun: str = "document") -> Blanked:
    """Take every word of a paper out of register, journal, search and drafts; its number becomes void.

    `noun` is document, outgoing, normative, topic, meeting, minutes or engagement. An outgoing paper goes with its
    normative document, a meeting with its minutes, from whichever of them one starts. Whoever sits at the desk and
    `second_person_id` (from the address book) must be two people. It cannot be undone; the journal's chain holds.
    Raises Refusal: the same person twice, no reason, or a reason that repeats the text.
    """
    second = _second(desk, second_person_id)
    reason = clean(reason)
    if not reason:
        raise Refusal("误录处置请写明理由。")
    with desk.writing(_ACTIONS.get(noun, f"{noun}.blank")) as uow:
        about = store.subjects(uow, noun, row_id)
        lead, head = about[0], store.heading(uow, about)
        if head is None:
            raise Refusal("这条记录已不存在，可能刚被撤销；请刷新列表后再试。")
        words = store.words_of(uow, about)
        _must_not_repeat(reason, words | head.origins)
        twins, voided = _clear(uow, about, words)
        source = store.imported_from(uow, lead)
        done = f"{head.name} 误录处置（经办 {desk.actor.name}，复核 {second}）"
        store.note(uow, lead, REASON, f"经办 {desk.actor.name}，复核 {second}：{reason}")
        uow.say(f"{done}：{reason}", lead.noun.id, lead.id)
    forms = (form.format(id=one.id) for one in about for form in _FORMS[one.noun.id])
    drafts = [path for form in forms for path in desk.drafts.wipe(form)]
    rewritten = desk.store.rewrite()
    left = (*drafts, *_left(desk, from_stamp(head.created_at)))
    return Blanked(f"{done}，内容已全部清除" + ("，号码作废" if voided else ""), left, twins, source, rewritten)


def _clear(uow: UnitOfWork, about: Sequence[store.Subject], words: set[str]) -> tuple[tuple[str, ...], int]:
    """Empty rows, remarks of others and journal; returns the numbers of twins, and how many numbers became void."""
    rows = store.rows_of(uow, about)
    needles = echoes.needles_of(uow, words | store.reserved_for(uow, rows, words), rows)
    acts, twins = store.acts_of(uow, about, rows, needles), echoes.twins(uow, rows, needles)
    voided = store.void_numbers(uow, rows, REASON)
    store.empty(uow, about, rows, needles)
    uow.forget(store.entries_of(uow, about, rows, needles), acts)
    return twins, voided


def _second(desk: Desk, person_id: int) -> str:
    person = directory(desk).person(person_id)
    if person is None or not person.open_on(desk.today()):
        raise Refusal("复核人不在通讯录里，请从通讯录选一位在岗的人。")
    if fold(person.name) == fold(desk.actor.name):
        raise Refusal("误录处置要两个人共同办理，复核人不能是经办人本人，请另选一位。")
    return person.name


def _must_not_repeat(reason: str, words: Iterable[str]) -> None:
    said = fold(reason)
    runs = (run for word in words for run in _runs(fold(word)))
    if looks_classified(reason) or any(run in said for run in runs):
        raise Refusal(_REPEATS)


def _runs(folded: str) -> Iterator[str]:
    """What of a text must not be repeated: every run of some length, or a short text whole."""
    for start in range(max(1, len(folded) - _RUN + 1)):
        if run := folded[start : start + _RUN]:
            yield run


def _left(desk: Desk, since: datetime) -> Iterator[Path]:
    """Exports, and copies beside the store, that were written after the paper was entered."""
    folder, own = desk.store.folder().absolute(), desk.store.path.absolute()
    backups = [path for name in ("backup", "backups") for path in (folder / name).rglob("*")]
    beside = [path for path in folder.glob("*") if path.suffix.lower() in _COPIES and path != own]
    for path in sorted({*beside, *backups, *desk.exports.rglob("*")}):
        try:
            if path.is_file() and path.stat().st_mtime >= since.timestamp():
                yield path
        except OSError:
            continue
