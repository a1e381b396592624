"""How minutes look: the text, the reviews with their lamps, the signer, number and publication."""

from collections.abc import Sequence
from datetime import date, datetime

from govtui.domain.clock import short_day
from govtui.services.meetings.rows import MinutesDetail, ReviewNeed
from govtui.ui.widgets.detail import Fact, Grid, Para, Part, Section
from govtui.ui.widgets.paint import Span


def minutes_line(found: MinutesDetail) -> str:
    """Minutes in one line: number, title, state."""
    return "　".join(filter(None, (found.row.number, found.row.title, found.row.state)))


def minutes_chips(found: MinutesDetail) -> list[str | Span]:
    """Where they stand, which reviews are missing, how long there is."""
    missing = sum(not one.done and not one.by_signature for one in found.reviews)
    chips: list[str | Span] = [(found.row.state, "accent")]
    chips += [(f"还差审核 {missing} 项", "warn")] if missing else []
    chips += [(f"签发 {found.row.signer}", "good")] if found.row.signer else []
    chips += [f"议定事项已提出督查 {len(found.proposed)} 项"] if found.proposed else []
    chips += [f"{found.row.lamp} {found.row.left}"] if found.row.left else []
    return chips


def body_parts(found: MinutesDetail, standing: Sequence[Part | Section]) -> list[Part | Section]:
    """The text as it will be printed, under what stands on narrow screens."""
    text = str(found.fields.get("body") or "")
    body: list[Part | Section] = [Para(text)] if text else [Para("正文是空的，按 c 按记录写出。", "muted")]
    return [*standing, Section("正文", tuple(body))] if standing else body  # type: ignore[arg-type]


def standing_parts(found: MinutesDetail, expected: str) -> list[Part | Section]:
    """How the minutes stand: reviews, signer, days, publication, what they gave to others to do."""
    facts: list[Part | Section] = [*_facts(found, expected)]
    if found.reviews:
        facts.append(Section("审核", tuple(review_fact(one) for one in found.reviews)))
    old = tuple((short_day(on), words, opinion) for _, words, opinion, on, active in found.stamps if not active)
    facts += [Section("已失效的审核签发", (Grid(old, ("muted", "", "muted")),))] if old else []
    if found.proposed:
        lines = tuple((one.state, one.unit, one.text) for one in found.proposed)
        facts.append(Section(f"提出督查 {len(lines)} 项", (Grid(lines, ("accent", "", "muted")),)))
    return facts


def review_fact(one: ReviewNeed) -> Fact:
    """A review: by whom, about what, done or not."""
    who = "、".join(seat.label for seat in one.seats) or f"{one.missing}（没有找到）"
    about = one.matter + (f"（{one.about}）" if one.about else "")
    if one.by_signature:
        return Fact("签发即审", f"{who}：{about}", "good")
    if one.done:
        return Fact("已审核", f"{one.words or who}：{about}", "good")
    return Fact("待审核", f"{who}：{about}", "bad")


def _facts(found: MinutesDetail, expected: str) -> list[Part]:
    row, fields = found.row, found.fields
    pairs = (
        ("现在", row.state),
        ("应由", f"{expected} 签发" if expected and row.signed is None else ""),
        ("签发", " ".join(filter(None, (_day(row.signed), row.signer, str(fields.get("sign_opinion") or ""))))),
        ("编号", row.number),
        ("办结时限", f"{_moment(row.due)}　{row.left}" if row.due and row.signed is None else ""),
        ("财政收支", "涉及" if fields.get("finance") else ""),
        ("分送", str(fields.get("copies_to") or "")),
        ("印发", _issued(found)),
        ("公开方式", _publicity(found)),
        ("公开", _published(found)),
    )
    return [Fact(label, value) for label, value in pairs if value]


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _moment(at: datetime | None) -> str:
    return f"{short_day(at.date())} {at:%H:%M}" if at else ""


def _issued(found: MinutesDetail) -> str:
    copies = found.fields.get("print_copies")
    return " ".join(filter(None, (str(found.fields.get("issued_on") or ""), f"{copies} 份" if copies else "")))


def _publicity(found: MinutesDetail) -> str:
    reason = found.fields.get("publicity_reason")
    return found.row.publicity + (f"（{reason}）" if reason else "")


def _published(found: MinutesDetail) -> str:
    if found.row.published is not None:
        return f"{_day(found.row.published)} {found.fields.get('publish_channel') or ''}".rstrip()
    return f"最迟 {_moment(found.row.publish_due)}" if found.row.publish_due else ""
