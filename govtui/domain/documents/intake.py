"""The initial check at the door: what the rules say of how a paper arrived (arts. 11, 46, 47)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from govtui.domain.findings import Finding, finding
from govtui.rulebook import Rulebook
from govtui.rulebook.papers import IntakeCheck


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a paper came: the facts that the intake rules ask about. `failed` names the checks answered with no."""

    kind: str
    channel: str
    multi_sent: bool = False
    late_reason: str = ""
    failed: tuple[str, ...] = ()


def checks_for(book: Rulebook, kind: str) -> tuple[IntakeCheck, ...]:
    """The questions of the initial check for papers of this kind."""
    return tuple(check for check in book.intake_checks if not check.kinds or kind in check.kinds)


def intake_findings(book: Rulebook, arrival: Arrival) -> tuple[Finding, ...]:
    """What the intake rules find (R46a, R46b, R46c, R47a, R11b); empty when the paper came as it should."""
    return (*_channel_findings(book, arrival), *_check_findings(book, arrival))


def presenting_findings(book: Rulebook, kind: str, failed: Collection[str]) -> tuple[Finding, ...]:
    """What keeps a checked paper from going to a leader (R47b): questions answered with no that hold its kind back."""
    return tuple(
        _check_finding(book, check)
        for check in checks_for(book, kind)
        if check.id in failed and kind in check.holds_back and check.rule and book.holds(check.rule)
    )


def _channel_findings(book: Rulebook, arrival: Arrival) -> Iterable[Finding]:
    channel = book.channel(arrival.channel)
    if channel.irregular and channel.rule:
        facts = {"来文方式": channel.name}
        yield finding(book, channel.rule, f"这件是{channel.name}，没有按规定送办公室", facts)
    if arrival.multi_sent and book.holds("R46b"):
        yield finding(book, "R46b", "同一件公文报送了多处", {"多头报送": "是"})
    if channel.late_registration and not arrival.late_reason.strip() and book.holds("R46c"):
        yield finding(book, "R46c", "领导已先签批，补登时要写明原因", {"来文方式": channel.name, "补登原因": "（空）"})


def _check_findings(book: Rulebook, arrival: Arrival) -> Iterable[Finding]:
    for check in checks_for(book, arrival.kind):
        if check.id in arrival.failed and check.rule:
            yield _check_finding(book, check)


def _check_finding(book: Rulebook, check: IntakeCheck) -> Finding:
    reason = book.return_reason(check.return_reason)
    facts = {"初审问题": check.question, "回答": "否", "可退文原因": reason.name}
    return finding(book, check.rule or "", f"初审不符合：{reason.name}", facts)
