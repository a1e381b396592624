"""Papers that leave, through the keyboard: key budgets, every step by one key, signers, drafts, hostile texts."""

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from govtui.services import numbers, people
from govtui.services.desk import Desk
from govtui.services.documents.outgoing import drafting, listing, reviewing, views
from govtui.services.people import DelegationValues
from govtui.ui.desk import desk_app
from govtui.ui.screens.outgoing.issuing import read_lines
from govtui.ui.screens.outgoing.signing import SignForm
from tests.offices import Office, small_office
from tests.services.papers_out import asked, drafted, issued, numbered, signed, to_sign
from tests.ui.kit import control_bytes, screen_text
from tests.ui.nasty import NASTY
from tests.ui.pages import settled, until
from tests.ui.test_papers import Keys


@pytest.fixture
def office(desk: Desk) -> Office:
    return small_office(desk)


def state(office: Office, outgoing: int) -> str:
    return views.one_row(office.desk, outgoing).state


async def at(pilot: Pilot[Any], outgoing: int) -> Keys:
    """Keys pressed on the page of papers that leave, with the cursor on one of them."""
    keys = Keys(pilot)
    await keys.press("f3", "f3")
    pilot.app.screen.show_paper(outgoing)  # type: ignore[attr-defined]
    await keys.settle()
    keys.count = 0
    return keys


@pytest.mark.parametrize("others", [0, 30], ids=["alone", "among thirty others"])
async def test_from_sign_off_to_the_archive_a_paper_takes_at_most_eighteen_keys(office: Office, others: int) -> None:
    for n in range(others):
        (signed if n % 2 else to_sign)(office, title=f"关于第{n}件事的通知")
    outgoing = to_sign(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        for expected, follow in (
            ("待复核", "."),
            ("待编号", ""),
            ("待印制", "."),
            ("待用印", ""),
            ("待分发", "."),
            ("待归档", ""),
        ):
            await keys.press("g", "ctrl+s")
            assert state(office, outgoing) == expected
            if follow:
                await keys.press(follow)
        assert keys.count <= 18
    found = views.detail(office.desk, outgoing)
    assert found.row.number == "郴政办发〔2026〕1号"
    assert [(one.unit, one.copies) for one in found.distributions] == [
        ("市财政局", 1),
        ("市教育局", 1),
        ("市林业局", 1),
    ]
    assert found.signatures[0].person == "沈清河"


async def test_a_draft_takes_its_title_and_one_key_and_goes_to_review_with_the_next(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f3", "n")
        await keys.paste("关于商请支持防汛物资储备库建设的函")
        await keys.press("ctrl+s", "g")
        assert keys.count <= 6
    (row,) = listing.OutgoingList(office.desk, "all").rows(0, 9)
    assert (row.kind, row.series, row.direction, row.state) == ("函", "gov_letter", "level", "待核稿")


async def test_what_is_set_by_hand_is_not_guessed_again(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f3", "n")
        await keys.paste("关于商请支持防汛物资储备库建设的函")
        await keys.press("enter")
        assert app.screen.form.text("series") == "gov_letter"  # type: ignore[attr-defined]
        await keys.press("3", "up")
        await keys.paste("（修订）")
        await keys.press("enter", "ctrl+s")
    (row,) = listing.OutgoingList(office.desk, "all").rows(0, 9)
    assert (row.series, row.kind) == ("office_issue", "函")


async def test_a_pasted_body_of_five_thousand_characters_keeps_its_tabs_and_every_line(office: Office) -> None:
    body = "\n".join([*["为做好有关工作，现就下列事项通知如下。" * 5] * 55, "单位\t数量\t备注", "市财政局\t2\t"])
    assert len(body) > 5000
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f3", "n")
        await keys.paste("关于下达计划的通知")
        app.screen.form.focus_field("body")  # type: ignore[attr-defined]
        await keys.paste(body)
        await keys.press("ctrl+s")
    (row,) = listing.OutgoingList(office.desk, "all").rows(0, 9)
    assert drafting.draft_of(office.desk, row.id).body == body


async def test_escape_keeps_a_draft_that_comes_back_and_is_gone_once_saved(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f3", "n")
        await keys.paste("写了一半的通知")
        await keys.press("escape", "n")
        assert "写了一半的通知" in screen_text(app)
        await keys.press("ctrl+s")
    assert office.desk.drafts.load("outgoing.draft") is None
    assert listing.OutgoingList(office.desk, "draft").count() == 1


async def test_R10_the_signer_stands_there_with_whom_he_acts_for_and_follows_the_day(office: Office) -> None:
    leave = DelegationValues(
        office.people["沈清河"],
        office.people["顾长风"],
        from_day=date(2026, 11, 23),
        to_day=date(2026, 11, 30),
        source="市政府办公室通知",
    )
    people.add_delegation(office.desk, leave)
    people.set_portfolio(office.desk, [office.units["市财政局"]], "分管", office.people["沈清河"], date(2026, 6, 1))
    outgoing = to_sign(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("g")
        form = app.screen
        assert isinstance(form, SignForm)
        assert form.form.text("signer") == "顾长风（代沈清河）"
        await keys.press("tab", "ctrl+u")
        await keys.type("11.20")
        await keys.press("tab")
        assert form.form.text("signer") == "沈清河"
        await keys.press("shift+tab", "ctrl+u", *"11.23", "tab", "ctrl+s")
    assert views.one_row(office.desk, outgoing).signer == "顾长风（代沈清河）"


async def test_R50c_somebody_else_is_said_not_to_be_among_the_signers_before_saving(office: Office) -> None:
    outgoing = to_sign(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("g", "ctrl+u", *"lzx", "enter", "tab")
        assert "不在可以签发的人之中" in screen_text(app)
        await keys.press("ctrl+s")
        assert "为什么不能办" in screen_text(app)
    assert state(office, outgoing) == "待签发"


async def test_marked_papers_take_their_next_step_together_or_one_after_the_other(office: Office) -> None:
    drafts = [drafted(office, title=f"关于第{n}件事的通知") for n in range(3)]
    waiting = [to_sign(office, title=f"关于第{n}件大事的通知") for n in range(3)]
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, drafts[0])
        await keys.press("ctrl+a", "g")
        assert {state(office, one) for one in drafts} == {"待核稿"}
        pilot.app.screen.show_paper(waiting[0])  # type: ignore[attr-defined]
        await keys.press("ctrl+a", "g", "ctrl+s", "ctrl+s", "escape")
        assert [state(office, one) for one in waiting] == ["待复核", "待复核", "待签发"]
        assert app.screen is app.screen_stack[0]


async def test_papers_of_different_steps_are_not_mixed(office: Office) -> None:
    draft = drafted(office)
    outgoing = drafted(office, title="关于另一件事的通知")
    drafting.submit(office.desk, [outgoing])
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, draft)
        await keys.press("ctrl+a", "g")
        assert "不在同一步" in screen_text(app)
    assert (state(office, draft), state(office, outgoing)) == ("拟稿", "待核稿")


async def test_a_question_answered_with_no_sends_the_draft_back(office: Office) -> None:
    outgoing = drafted(office)
    drafting.submit(office.desk, [outgoing])
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("g")
        questions = [one.question for one in office.desk.book.checklist("review")]
        assert all(question in screen_text(app) for question in questions)
        await keys.press("down", "right", "ctrl+s")
    found = views.detail(office.desk, outgoing)
    assert (found.row.state, found.reviews[-1].failed) == ("拟稿", (questions[1],))


async def test_all_units_agree_with_two_keys_and_the_paper_goes_on_with_one_more(office: Office) -> None:
    outgoing = drafted(office)
    asked(office, outgoing, "市教育局", "市林业局")
    drafting.submit(office.desk, [outgoing])
    reviewing.review(office.desk, outgoing)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("g", "enter", "g")
        assert keys.count == 3
    assert state(office, outgoing) == "待签发"


async def test_a_reserved_number_can_be_taken_instead_of_the_next(office: Office) -> None:
    numbered(office)
    numbers.reserve(office.desk, "office_issue", "留给年终通报")
    outgoing = signed(office)
    reviewing.recheck(office.desk, outgoing)
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("g")
        assert "郴政办发〔2026〕3号（下一个）" in screen_text(app)
        assert "留给年终通报" in screen_text(app)
        await keys.press("right", "enter")
    assert views.one_row(office.desk, outgoing).number == "郴政办发〔2026〕2号"


@pytest.mark.parametrize(("wording", "after"), [(False, "待签发"), (True, "待复核")])
async def test_a_change_after_sign_off_goes_back_unless_it_is_only_wording(
    office: Office, wording: bool, after: str
) -> None:
    outgoing = signed(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("m", *(["right"] if wording else []), "down", "end")
        if wording:
            assert app.screen.form.text("wording") == "yes"  # type: ignore[attr-defined]
        await keys.paste("（一）")
        await keys.press("ctrl+s")
    row = views.one_row(office.desk, outgoing)
    assert (row.state, row.title) == (after, "关于做好冬春农田水利工作的通知（一）")


async def test_a_revised_paper_keeps_what_nobody_touched(office: Office) -> None:
    outgoing = drafted(office, relations=(("废止", "郴政办发〔2019〕12号"),), need_failed=("substance",), major=True)
    before = drafting.draft_of(office.desk, outgoing)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("m", "ctrl+s")
    assert drafting.draft_of(office.desk, outgoing) == before


async def test_units_sign_for_several_papers_at_once(office: Office) -> None:
    sent = [issued(office, title=f"关于第{n}件事的通知") for n in range(2)]
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, sent[0])
        await keys.press("ctrl+a", "r", *"cz", "enter", "enter")
        await keys.press("ctrl+s")
    lines = [one for paper in sent for one in views.detail(office.desk, paper).distributions]
    assert [one.unit for one in lines if one.received_on] == ["市财政局"] * 2


async def test_everything_beside_the_straight_way_is_in_the_menu_and_does_what_it_says(office: Office) -> None:
    waiting, sent = to_sign(office), issued(office, title="关于已发出事项的通知")
    app = desk_app(office.desk)

    async def menu(keys: Keys, words: str) -> None:
        await keys.press("f9")
        await keys.paste(words)
        await keys.press("enter")

    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, waiting)
        await keys.press("c", *"jyj", "enter", "ctrl+s", ".")
        assert (state(office, waiting), views.detail(office.desk, waiting).cosigns[0].unit) == ("会签中", "市教育局")
        await menu(keys, "去掉会签单位")
        await keys.press("enter")
        await keys.paste("不涉及教育")
        await keys.press("enter", "g", ".", "k", "3", "tab")
        await keys.paste("内部事务")
        await keys.press("enter")
        row = views.one_row(office.desk, waiting)
        assert (row.state, row.publicity) == ("待签发", "不公开")
        await menu(keys, "废止修改旧文")
        await keys.paste("郴政办发〔2019〕12号")
        await keys.press("enter", "ctrl+s", "x")
        await keys.paste("补充附件")
        await keys.press("enter")
        assert drafting.draft_of(office.desk, waiting).relations == (("废止", "郴政办发〔2019〕12号"),)
        assert state(office, waiting) == "拟稿"
        keys = await at(pilot, sent)
        await keys.press("u", "tab")
        await keys.paste("政府门户网站")
        await keys.press("ctrl+s")
        assert views.detail(office.desk, sent).fields["publish_channel"] == "政府门户网站"
        await menu(keys, "加印")
        await keys.press("5", "enter")
        await keys.paste("补发")
        await keys.press("enter")
        await menu(keys, "补发")
        await keys.paste("市林业局二级机构 2")
        await keys.press("ctrl+s", "e", "ctrl+s", ".")
        assert state(office, sent) == "已归档"
        await menu(keys, "重新打开")
        assert state(office, sent) == "待归档"
        assert sum(one.copies for one in views.detail(office.desk, sent).distributions) == 5


async def test_a_sign_off_is_taken_back_and_a_paper_voided_with_a_reason(office: Office) -> None:
    outgoing = numbered(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        for words, reason, after in (("撤回签发", "签错了", "待签发"), ("作废", "不发了", "作废")):
            await keys.press("f9")
            await keys.paste(words)
            await keys.press("enter", "enter")
            assert "请填写" in screen_text(app)
            await keys.paste(reason)
            await keys.press("enter", ".")
            assert state(office, outgoing) == after


async def test_f3_goes_back_and_forth_and_the_shown_page_is_named(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for key in ("f3", "f3", "f3", "o", "o"):
            await pilot.press(key)
            await settled(pilot)
            seen.append(app.current_mode)
        assert seen == ["documents", "outgoing", "documents", "outgoing", "documents"]
        await pilot.press("f3")
        await settled(pilot)
        assert "发文" in screen_text(app).splitlines()[1]


async def test_the_search_leads_to_a_paper_that_leaves(office: Office) -> None:
    numbered(office, title="关于开展鹮鼯保护工作的通知")
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(pilot)
        await keys.press("/")
        await keys.type("鹮鼯")
        await keys.press("enter")
        await settled(pilot)
        assert app.current_mode == "outgoing"
        assert app.screen.listing.current.value.title == "关于开展鹮鼯保护工作的通知"  # type: ignore[attr-defined]


async def test_why_names_the_signers_article_and_the_prints_are_written(office: Office) -> None:
    outgoing = to_sign(office)
    app = desk_app(office.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = await at(pilot, outgoing)
        await keys.press("?")
        assert "第五十条第一款" in screen_text(app)
        await keys.press("escape")
        for count, key in enumerate(("p", "w", "ctrl+e"), 1):
            await keys.press(key)
            await until(pilot, lambda made=count: len(list(office.desk.exports.glob("*.*"))) == made)  # type: ignore[misc]
            await until(pilot, lambda: "已写出" in screen_text(app))
    assert sorted(path.suffix for path in office.desk.exports.iterdir()) == [".docx", ".docx", ".xlsx"]


def test_lines_of_a_distribution_read_names_and_copies(office: Office) -> None:
    read = read_lines(office.desk, "市财政局 2\n市教育局　３份\n第12345号热线\n\n市消防支队\t4\n")
    assert read == (
        (office.units["市财政局"], "市财政局", 2),
        (office.units["市教育局"], "市教育局", 3),
        (None, "第12345号热线", 1),
        (None, "市消防支队", 4),
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_texts_are_shown_as_text_on_every_screen(office: Office, size: tuple[int, int]) -> None:
    at_text = [drafted(office, title=f"{n}{text}", note=text, addressees=text) for n, text in enumerate(NASTY)]
    drafting.submit(office.desk, at_text[3:])
    for one in at_text[6:]:
        reviewing.review(office.desk, one)
    app = desk_app(office.desk)
    async with app.run_test(size=size) as pilot:
        for outgoing in (at_text[0], at_text[3], at_text[6]):
            await at(pilot, outgoing)
            for key in ("down", "enter", "escape", "?", "escape", "m", "escape", "g", "escape"):
                await pilot.press(key)
                await settled(pilot)
                assert not control_bytes(screen_text(app).replace("\n", ""))
            await pilot.press("f2")
        assert app.is_running


async def test_a_bracketed_title_is_saved_and_shown_as_typed(office: Office) -> None:
    app = desk_app(office.desk)
    async with app.run_test(size=(120, 36)) as pilot:
        keys = Keys(pilot)
        await keys.press("f3", "f3", "n")
        await keys.paste("通知[/b]和[@click=app.quit]点我[/]")
        await keys.press("ctrl+s")
        assert "通知[/b]和[@click=app.quit]点我[/]" in screen_text(app)
