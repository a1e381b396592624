"""The paper desk through the keyboard: key budgets, many papers at once, nothing lost."""

import pytest
from textual import events
from textual.pilot import Pilot

from govtui.services.desk import Desk
from govtui.services.documents import circulation, listing, registering, views
from govtui.services.documents.rows import NewIncoming
from govtui.ui.desk import desk_app
from tests.offices import Office, small_office


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


class Keys:
    """Presses keys and counts them; free text (what a paper itself says) is typed without counting."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot, self.count = pilot, 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await self.settle()

    async def paste(self, text: str) -> None:
        self.pilot.app.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.settle()

    async def settle(self) -> None:
        await self.pilot.app.workers.wait_for_complete()
        await self.pilot.pause()


def papers(office: Office, many: int) -> list[int]:
    return [
        registering.register(
            office.desk,
            NewIncoming(sender="市财政局", sender_id=office.units["市财政局"], title=f"关于第{n}件事项情况的报告"),
        ).id
        for n in range(many)
    ]


async def test_registering_takes_at_most_fourteen_keys_and_no_mouse(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3")
        keys.count = 0
        await keys.press("n")
        await keys.press("c", "z", "j", "enter")
        await keys.type("青财[2026] 15号")
        await keys.press("enter")
        await keys.type("关于增加防汛经费的请示")
        await keys.press("ctrl+s")
        assert keys.count <= 14
    row = listing.PaperList(office.desk, "all").rows(0, 1)[0]
    assert (row.sender, row.sender_number, row.kind) == ("市财政局", "青财〔2026〕15号", "请示")


async def test_thirty_papers_in_a_row_each_within_fourteen_keys(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "n")
        for n in range(30):
            keys.count = 0
            await keys.press("c", "z", "j", "enter")
            await keys.press("ctrl+a", "ctrl+k")
            await keys.paste(f"青财[2026]{n + 1}号")
            await keys.press("enter")
            await keys.paste(f"关于第{n + 1}件事的请示")
            await keys.press("ctrl+s")
            assert keys.count <= 14
    assert listing.PaperList(office.desk, "all").count() == 30
    numbers = [row.number for row in listing.PaperList(office.desk, "all").rows(0, 30)]
    assert len(set(numbers)) == 30


async def test_the_senders_last_prefix_and_year_are_proposed(office: Office) -> None:
    first = NewIncoming(
        sender="市财政局", sender_id=office.units["市财政局"], title="一", sender_number="青财〔2026〕8号"
    )
    registering.register(office.desk, first)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "n", "c", "z", "j", "enter")
        await keys.type("9")
        await keys.press("enter")
        await keys.type("关于另一件事的请示")
        await keys.press("ctrl+s")
    assert listing.PaperList(office.desk, "all").rows(0, 1)[0].sender_number == "青财〔2026〕9号"


async def test_a_duplicate_is_shown_before_the_title_is_typed(office: Office) -> None:
    first = NewIncoming(
        sender="市财政局", sender_id=office.units["市财政局"], title="一", sender_number="青财〔2026〕8号"
    )
    done = registering.register(office.desk, first)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "n", "c", "z", "j", "enter")
        await keys.type("8")
        await keys.press("enter")
        assert done.number in "\n".join(_lines(app))


async def test_fifteen_marked_papers_go_round_within_two_keys_each(office: Office) -> None:
    ids = papers(office, 15)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3")
        keys.count = 0
        await keys.press(*["space"] * 15)
        await keys.press("g", "enter")
        assert keys.count <= 2 * 15
        assert {views.one_row(office.desk, one).state for one in ids} == {"在领导处"}
        await keys.press("]", "]")
        keys.count = 0
        await keys.press(*["space"] * 9)
        await keys.press("r", "enter")
        assert keys.count <= 2 * 9
    assert listing.PaperList(office.desk, "leaders").count() == 6


async def test_where_is_it_takes_at_most_three_keys(office: Office) -> None:
    ids = papers(office, 5)
    circulation.hand_over(office.desk, ids[2:3])
    holder = views.one_row(office.desk, ids[2]).where
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("/")
        await keys.type("第2件")
        assert keys.count <= 3
        assert holder in "\n".join(_lines(app))


async def test_an_instruction_is_written_down_on_taking_back(office: Office) -> None:
    ids = papers(office, 1)
    circulation.hand_over(office.desk, ids)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "]", "]", "r")
        await keys.type("请财政局专题汇报。")
        await keys.press("enter")
        row = views.one_row(office.desk, ids[0])
        assert (row.doc_class, row.state) == ("批办", "待拟办")


async def test_escape_keeps_what_was_typed_as_a_draft(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "n", "c", "z", "j", "enter", "enter")
        await keys.type("写了一半的标题")
        await keys.press("escape")
    kept = office.desk.drafts.load("incoming.register")
    assert "写了一半的标题" in str(kept)


async def test_undo_says_the_sentence_before_it_acts(office: Office) -> None:
    ids = papers(office, 1)
    circulation.hand_over(office.desk, ids)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "ctrl+z")
        assert "撤销" in "\n".join(_lines(app))
        await keys.press("enter")
    assert views.one_row(office.desk, ids[0]).state == "待拟办"


def _lines(app: object) -> list[str]:
    from tests.ui.kit import screen_text

    text = screen_text(app)  # type: ignore[arg-type]
    return text if isinstance(text, list) else str(text).splitlines()


async def test_esc_on_the_list_shows_the_whole_queue_again(office: Office) -> None:
    papers(office, 3)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f")
        await keys.type("没有这样的词")
        await keys.press("enter")
        assert app.screen.listing.count == 0  # type: ignore[attr-defined]
        assert "Esc" in app.screen.listing.empty  # type: ignore[attr-defined]
        await keys.press("escape")
        assert app.screen.listing.count == 3  # type: ignore[attr-defined]


async def test_the_initial_check_asks_its_questions_and_keeps_a_no(office: Office) -> None:
    (paper,) = papers(office, 1)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "s")
        shown = "\n".join(_lines(app))
        asked = [check.question for check in office.desk.book.intake_checks if not check.kinds]
        assert all(question[:10] in shown for question in asked)
        await keys.press("right", "ctrl+s")
        assert "初审不符合" in "\n".join(_lines(app))
    assert "初审" in {one.kind for one in views.detail(office.desk, paper).movements}
