"""The life of a paper that leaves: its states, what may follow what, and the queues clerks work from.

The order is that of 党政机关公文处理工作条例 arts. 20 to 25: draft, review, sign-off, re-check, number, print, send.
"""

from govtui.domain.documents.states import Queue
from govtui.domain.refusal import Refusal

DRAFT = "拟稿"
TO_REVIEW = "待核稿"
COSIGNING = "会签中"
TO_SIGN = "待签发"
TO_RECHECK = "待复核"
TO_NUMBER = "待编号"
TO_PRINT = "待印制"
TO_SEAL = "待用印"
TO_SEND = "待分发"
TO_ARCHIVE = "待归档"
ARCHIVED = "已归档"
VOID = "作废"

BEFORE_SIGNING = (DRAFT, TO_REVIEW, COSIGNING, TO_SIGN)
"""States in which a change of the text concerns nobody's signature."""

OPEN_STATES = (*BEFORE_SIGNING, TO_RECHECK, TO_NUMBER, TO_PRINT, TO_SEAL, TO_SEND, TO_ARCHIVE)
FINAL_STATES = (ARCHIVED, VOID)

SIGNED_STATES = (TO_RECHECK, TO_NUMBER, TO_PRINT, TO_SEAL, TO_SEND, TO_ARCHIVE, ARCHIVED)
"""States of a paper that bears a sign-off in force."""

NUMBERED_STATES = (TO_PRINT, TO_SEAL, TO_SEND, TO_ARCHIVE, ARCHIVED)

_NEXT: dict[str, tuple[str, ...]] = {
    DRAFT: (TO_REVIEW, VOID),
    TO_REVIEW: (DRAFT, COSIGNING, TO_SIGN, VOID),
    COSIGNING: (DRAFT, TO_SIGN, VOID),
    TO_SIGN: (DRAFT, COSIGNING, TO_RECHECK, VOID),
    TO_RECHECK: (TO_NUMBER, TO_PRINT, TO_SIGN, VOID),
    TO_NUMBER: (TO_PRINT, TO_SIGN, VOID),
    TO_PRINT: (TO_SEAL, TO_SEND, TO_SIGN, VOID),
    TO_SEAL: (TO_SEND, TO_SIGN, VOID),
    TO_SEND: (TO_SEND, TO_ARCHIVE, TO_SIGN, VOID),
    TO_ARCHIVE: (TO_ARCHIVE, ARCHIVED, VOID),
    ARCHIVED: (TO_ARCHIVE,),
    VOID: (),
}


def move(name: str, state: str, to: str, act: str) -> str:
    """The state after `act`. Raises Refusal in one sentence when a paper in `state` cannot go there."""
    if to not in _NEXT[state]:
        raise Refusal(f"{name}现在是“{state}”，不能{act}{_instead(state, to)}。")
    return to


def _instead(state: str, to: str) -> str:
    """What to do instead, where there is something."""
    if state == VOID:
        return "；作废的文件不再办理，仍然需要的请另行起草"
    if to in (DRAFT, VOID) and state in (TO_ARCHIVE, ARCHIVED):
        return "；已经发出的，请另行文修改或废止"
    return "；请先撤回签发" if to == DRAFT and state in SIGNED_STATES else ""


QUEUES = (
    Queue("draft", "拟稿核稿", (DRAFT, TO_REVIEW)),
    Queue("cosign", "会签", (COSIGNING,)),
    Queue("sign", "待签发", (TO_SIGN,)),
    Queue("number", "复核编号", (TO_RECHECK, TO_NUMBER)),
    Queue("print", "印制用印", (TO_PRINT, TO_SEAL)),
    Queue("send", "分发归档", (TO_SEND, TO_ARCHIVE)),
    Queue("publish", "待公开"),
    Queue("archived", "已归档", (ARCHIVED,)),
    Queue("all", "全部"),
)
"""The queues in the order that the screen shows them; 待公开: to be published and not published yet."""

IN_FORCE, REPEALED, AMENDED, REPLACED, LAPSED = "有效", "废止", "修改", "替代", "失效"
RELATIONS = (REPEALED, AMENDED, REPLACED)
"""What a paper can do to an older one (art. 73)."""

ENDS = {REPEALED: REPEALED, REPLACED: REPEALED, AMENDED: AMENDED}
"""What becomes of the older paper: a replaced one is repealed, an amended one stays in force as amended."""

AGREED, DISAGREED, SILENT = "同意", "不同意", "未回复"
"""What a unit can answer when it is asked to co-sign (art. 11)."""
