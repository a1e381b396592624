"""The life of an incoming paper: its states, what may follow what, and the queues clerks work from."""

from dataclasses import dataclass

from govtui.domain.refusal import Refusal

TO_PROPOSE = "待拟办"
TO_HAND = "待送"
WITH_LEADER = "在领导处"
HANDLING = "在承办"
CLOSED = "已办结"
SENT_BACK = "已退文"
VOID = "作废"

OPEN_STATES = (TO_PROPOSE, TO_HAND, WITH_LEADER, HANDLING)
FINAL_STATES = (CLOSED, SENT_BACK, VOID)

_NEXT: dict[str, tuple[str, ...]] = {
    TO_PROPOSE: (TO_HAND, WITH_LEADER, HANDLING, CLOSED, SENT_BACK, VOID),
    TO_HAND: (WITH_LEADER, HANDLING, CLOSED, SENT_BACK, VOID, TO_PROPOSE),
    WITH_LEADER: (TO_HAND, HANDLING, CLOSED),
    HANDLING: (TO_HAND, WITH_LEADER, CLOSED, HANDLING),
    CLOSED: (HANDLING, TO_HAND),
    SENT_BACK: (),
    VOID: (),
}


def move(number: str, state: str, to: str, act: str) -> str:
    """The state after `act`. Raises Refusal in one sentence when a paper in `state` cannot go there."""
    if to != state and to not in _NEXT[state]:
        raise Refusal(f"{number} 现在是“{state}”，不能{act}。")
    return to


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue of the desk: id, name, the states it holds (empty: chosen by its own condition)."""

    id: str
    name: str
    states: tuple[str, ...] = ()


QUEUES = (
    Queue("propose", "待拟办", (TO_PROPOSE,)),
    Queue("hand", "待送", (TO_HAND,)),
    Queue("leaders", "在领导处", (WITH_LEADER,)),
    Queue("handling", "在承办", (HANDLING,)),
    Queue("remind", "催办"),
    Queue("incomplete", "待补录"),
    Queue("recall", "待清退"),
    Queue("closed", "已办结", (CLOSED,)),
    Queue("all", "全部"),
)
"""The queues in the order that the screen shows them."""

TO_RECALL, RECALLED, DESTROYED = "待清退", "已清退", "已销毁"
