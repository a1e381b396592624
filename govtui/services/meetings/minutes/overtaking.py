"""When outcomes, decisions or the text change after a review or the sign-off: those end, and what hung on them."""

from typing import TYPE_CHECKING, Any

from govtui.domain.meetings.deciding import WITHDRAWN
from govtui.domain.meetings.states import (
    DRAFTING,
    ISSUED,
    MINUTES_NEXT,
    REVIEWING,
    SIGNED_MINUTES,
    TO_SIGN,
    WAITING,
    move,
)
from govtui.domain.refusal import Refusal
from govtui.services.meetings.minutes.reading import name_of
from govtui.store.meetings import minutes as store
from govtui.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from govtui.store.tables import Minutes

_UNSIGNED: dict[str, Any] = {
    **dict.fromkeys(("signer", "signer_title", "signer_for", "sign_opinion"), ""),
    "signer_id": None,
    "signed_on": None,
    "publish_open": False,
}


def must_not_be_out(minutes: "Minutes", act: str) -> None:
    """Raises Refusal where people outside have the minutes: what they hold cannot be changed by changing the record."""
    if minutes.state == ISSUED or minutes.published_on:
        how = f"已于 {minutes.published_on} 公开" if minutes.published_on else "已经印发"
        raise Refusal(f"{name_of(minutes)}{how}，不能{act}；确需变动的，请另行文更正。")


def meeting_changed(uow: UnitOfWork, meeting_id: int, what: str) -> str:
    """Outcomes or decisions change: a review or sign-off of the minutes ends; the words for the sentence.

    Raises Refusal where the minutes are out.
    """
    minutes_id = store.minutes_of(uow, meeting_id)
    if minutes_id is None:
        return ""
    minutes = store.fetch(uow, minutes_id)
    must_not_be_out(minutes, f"改动{what}")
    return overtake(uow, minutes, f"改动{what}")


def overtake(uow: UnitOfWork, minutes: "Minutes", why: str) -> str:
    """End reviews and the sign-off after a change of substance; the minutes are sent round again."""
    assert minutes.id is not None
    signed = minutes.state in SIGNED_MINUTES
    if signed:
        end_signature(uow, minutes, why)
    ended = store.end_stamps(uow, minutes.id, why)
    sent = minutes.state in (REVIEWING, TO_SIGN)
    if sent:
        uow.change(minutes, state=move(MINUTES_NEXT, name_of(minutes), minutes.state, DRAFTING, "退回修改"))
    if not signed and not ended:
        return "（退回起草，改好后重新送审）" if sent else ""
    return f"（{'签发和审核' if signed else '审核'}失效，退回起草，改好后重新送审）"


def end_signature(uow: UnitOfWork, minutes: "Minutes", why: str) -> None:
    """Leave minutes without their sign-off: they wait for the signer; matters not taken up yet are withdrawn."""
    assert minutes.id is not None
    store.end_stamps(uow, minutes.id, why, only="sign")
    state = move(MINUTES_NEXT, name_of(minutes), minutes.state, TO_SIGN, "撤回签发")
    uow.change(minutes, state=state, **_UNSIGNED)
    for row in store.proposed(uow, minutes.id):
        if row["state"] == WAITING:
            uow.change(store.fetch_proposed(uow, row["id"]), state=WITHDRAWN, reason=why)
