"""误录处置: a paper that should never have been entered is blanked everywhere, by two people.

保守国家秘密法 第三十一条. The number stays in the ledger as void; who had the paper and when stays to be answered for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govtui.domain.clock import from_stamp
from govtui.domain.documents.secrecy import looks_classified
from govtui.domain.documents.states import VOID
from govtui.domain.refusal import Refusal
from govtui.domain.text import clean, fold
from govtui.services.desk import Desk
from govtui.services.documents.registering import SERIES
from govtui.services.people import directory
from govtui.store import numbers
from govtui.store.documents import blanking as store
from govtui.store.documents import papers

REASON = "误录处置"
"""What the number ledger says of the number."""

_RUN = 6
"""So many characters of the title in a row would give it away."""
_COPIES = {".db", ".sqlite", ".bak", ".zip", ".xlsx", ".docx"}
_REPEATS = "理由里不要写密级标志、来文机关、文号或标题原文，请改写，例如“误录不应登记的文件”。"


@dataclass(frozen=True, slots=True)
class Blanked:
    """What was done, and what is left to do by hand.

    `left` are files on this machine that are newer than the entry and may still hold it: exports, backups, drafts that
    could not be removed. `twins` are register numbers of other papers of the same title or number, `source` the
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
        return f"下列文件是登记以后生成的，可能含有原文，请逐个核对并按保密要求销毁：{shown}" if self.left else ""

    def _twins(self) -> str:
        return f"标题或文号相同的还有 {'、'.join(self.twins)}，请一并核对处置" if self.twins else ""

    def _source(self) -> str:
        return f"本件由文件“{self.source}”导入，原文件请按保密要求处理" if self.source else ""

    def _busy(self) -> str:
        return (
            "" if self.rewritten else "别的终端正在使用，数据库文件没有重新整理；请在无人使用时对本件再做一次误录处置"
        )


def blank(desk: Desk, incoming_id: int, second_person_id: int, reason: str) -> Blanked:
    """Take every word of a paper out of register, journal, search and drafts; its number becomes void.

    Whoever sits at the desk and `second_person_id` (from the address book) must be two people. It cannot be undone; the
    journal's chain holds. Raises Refusal: the same person twice, no reason, or a reason that repeats the text.
    """
    second = _second(desk, second_person_id)
    reason = clean(reason)
    if not reason:
        raise Refusal("误录处置请写明理由。")
    with desk.writing("incoming.blank") as uow:
        paper = papers.fetch(uow, incoming_id)
        words, since = store.words_of(uow, incoming_id), from_stamp(paper.created_at)
        _must_not_repeat(reason, words | {paper.sender})
        rows, acts = store.rows_of(uow, incoming_id), store.acts_of(uow, incoming_id, words)
        twins, source = store.twins(uow, incoming_id, words), store.imported_from(uow, incoming_id)
        papers.place(uow, paper, VOID, "none", "")
        if rows["number_ledger"]:
            numbers.void(uow, SERIES, paper.year, paper.serial, REASON)
        store.empty(uow, rows)
        uow.forget(store.entries_of(uow, incoming_id, rows), acts)
        done = f"{paper.number} 误录处置（经办 {desk.actor.name}，复核 {second}）"
        papers.note(uow, incoming_id, REASON, f"经办 {desk.actor.name}，复核 {second}：{reason}")
        uow.say(f"{done}：{reason}", "document", incoming_id)
    drafts = [*desk.drafts.wipe("incoming.register"), *desk.drafts.wipe(f"incoming.correct.{incoming_id}")]
    rewritten = desk.store.rewrite()
    left = (*drafts, *_left(desk, since))
    return Blanked(f"{done}，内容已全部清除，号码作废", left, twins, source, rewritten)


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
