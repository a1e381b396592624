"""Word prints of meetings read back: the notice, the agenda, the minutes, the form that a topic travels with."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from govtui.domain.refusal import Refusal
from govtui.domain.text import clean
from govtui.files.documents.outgoing.paper import write_paper
from govtui.files.meetings.agenda import write_agenda_paper
from govtui.files.meetings.approval import write_topics
from govtui.services.desk import Desk, load_rules
from govtui.services.documents.outgoing.sheets import OfficialPaper
from govtui.services.meetings.printing.head import unit_and_title
from govtui.services.meetings.printing.notices import leave_words
from govtui.services.meetings.printing.papers import agenda_of, minutes_of, notice_of, number_of
from govtui.services.meetings.printing.topic import topic_of
from govtui.services.meetings.topics.rows import TopicDetail
from govtui.services.people import AbsenceValues, report_absence
from tests.files import meeting_rows as made
from tests.offices import small_office
from tests.ui.nasty import NASTY


def told(document: Any) -> str:
    """Every paragraph of the document, those in cells too."""
    from docx.text.paragraph import Paragraph

    return "\n".join(Paragraph(found, document._body).text for found in document.element.body.iter(qn("w:p")))


def printed(tmp_path: Path, paper: OfficialPaper) -> Any:
    write_paper(tmp_path / "a.docx", paper)
    return Document(str(tmp_path / "a.docx"))


def form(desk: Desk, tmp_path: Path, topic: TopicDetail = made.TOPIC) -> str:
    write_topics(tmp_path / "a.docx", [topic_of(desk, topic)])
    return told(Document(str(tmp_path / "a.docx")))


# -- notice -----------------------------------------------------------------------------------------------------------


def test_a_notice_says_when_where_who_and_by_when_to_answer(desk: Desk, tmp_path: Path) -> None:
    text = told(printed(tmp_path, notice_of(desk, made.MEETING)))
    for words in (
        f"关于召开\n{made.NAME}的通知",
        "一、会议时间。2026年11月25日（星期三）9:00，预计11:30结束。",
        "二、会议地点。市政府一楼会议室。",
        "三、会议主持。市长高远山。",
        "关于2026年市级财政预算调整方案的汇报",
        "出席：市长高远山，常务副市长林向南，副市长沈清河，副市长顾长风（请假），秘书长苏一鸣。",
        "固定列席：副秘书长杨克勤，军分区司令员郑明（韩平代）。",
        "议题列席（第2项，约9:15进场）：市住房城乡建设局局长钱一凡，市司法局局长孙立。",
        "请于2026年11月24日（星期二）16:00前",
        "联系人：周某，电话：0000-1234567",
        "汇报材料请于11月24日12:00前印制40份送秘书科。",
        "请参会人员提前10分钟到会签到。",
        "2026年11月23日",
    ):
        assert words in text, words
    assert "撤下的议题" not in text


def test_a_notice_keeps_units_free_until_the_agenda_is_through(desk: Desk) -> None:
    short = replace(made.MEETING, row=replace(made.ROW, ends=made.at(9, 30)))
    open_end = replace(made.MEETING, row=replace(made.ROW, ends=None))
    assert "9:00，预计9:45结束。" in notice_of(desk, short).body
    assert "预计11:30结束" in notice_of(desk, made.MEETING).body, "planned for longer than its topics take"
    assert "预计" not in notice_of(desk, open_end).body
    assert agenda_of(desk, short).head.ends == made.at(9, 45)


def test_a_notice_marks_who_is_away_or_on_leave_and_only_them(desk: Desk) -> None:
    office = small_office(desk)
    away = office.people["林向南"]
    report_absence(desk, AbsenceValues(away, made.DAY, made.DAY, "出差"))
    asked = replace(made.LEAVES[0], id=3, attendee_id=13, state="申请")
    came = replace(made.LEAVES[0], id=4, attendee_id=14, came=True)
    people = (
        made.person(1, "高远山", "市长", person_id=office.people["高远山"]),
        made.person(2, "林向南", "常务副市长", person_id=away),
        made.person(13, "沈清河", "副市长", leave=asked),
        made.person(14, "顾长风", "副市长", leave=came, signed=made.at(8, 50)),
        made.person(15, "苏一鸣", "秘书长", reply="代会", deputy="韩平", leave=replace(made.LEAVES[0], attendee_id=15)),
    )
    body = notice_of(desk, replace(made.MEETING, attendees=people, leaves=())).body
    assert "市长高远山，常务副市长林向南（外出），副市长沈清河，副市长顾长风，秘书长苏一鸣（请假，韩平代）。" in body
    back = replace(people[1], signed=made.at(8, 50))
    assert "林向南。" in notice_of(desk, replace(made.MEETING, attendees=(back,))).body


def test_a_notice_numbers_only_the_sections_it_has(desk: Desk) -> None:
    body = notice_of(desk, made.meeting(papers="", demands="", chair_title="")).body
    found = replace(made.meeting(papers=""), items=(), attendees=())
    bare = notice_of(desk, found).body
    assert "会议材料" not in body
    assert "会议议题" not in bare
    assert [line[0] for line in bare.split("\n") if line[1:2] == "、"] == list("一二三四五六")


def test_R43b_the_notice_says_how_heads_ask_leave(desk: Desk) -> None:
    leaders, heads = leave_words(desk.book, "executive")
    assert "向市长请假" in leaders
    assert "备案" not in leaders
    assert heads.startswith("部门主要负责人、县市区政府主要负责人因故不能参加的，须向市长请假，")
    assert heads.endswith("报总值班室备案，并安排熟悉情况的负责人代会。")


def test_R43c_leave_of_a_special_meeting_is_asked_from_its_chair(desk: Desk) -> None:
    assert leave_words(desk.book, "special") == ["参会人员因故不能参加的，须向会议主持人请假。"]


def test_where_the_rules_say_nothing_of_leave_the_notice_says_so(desk: Desk) -> None:
    (line,) = leave_words(desk.book, "coordination")
    assert "规则未明确" in line


def test_R7a_a_delegated_chair_is_printed_with_the_delegation(desk: Desk) -> None:
    found = replace(
        made.meeting(chair="林向南", chair_title="常务副市长", chair_for_id=11, chair_for="高远山"),
        row=replace(made.ROW, chair="林向南（受市长委托）"),
    )
    assert "常务副市长林向南（受市长委托）" in notice_of(desk, found).body
    assert agenda_of(desk, found).head.chair == "常务副市长林向南（受市长委托）"


def test_a_notice_that_was_not_sent_is_a_draft_and_a_meeting_that_is_off_has_none(desk: Desk) -> None:
    planned = replace(made.meeting(notified_at=None), row=replace(made.ROW, state="筹备"))
    assert notice_of(desk, planned).draft
    assert not notice_of(desk, made.MEETING).draft
    with pytest.raises(Refusal, match="已取消"):
        notice_of(desk, replace(made.MEETING, row=replace(made.ROW, state="取消")))


def test_a_unit_that_named_nobody_is_asked_for_by_its_post(desk: Desk) -> None:
    nobody = replace(made.ATTENDEES[8], person_id=None, name="", title="")
    found = replace(made.MEETING, attendees=(nobody,))
    assert "：市审计局负责人。" in notice_of(desk, found).body


def test_what_unit_and_post_share_is_said_once() -> None:
    assert unit_and_title("市政府办公室", "办公室副主任") == "市政府办公室副主任"
    assert unit_and_title("市财政局", "局长") == "市财政局局长"
    assert unit_and_title("", "市长") == "市长"


# -- agenda and minutes -----------------------------------------------------------------------------------------------


def test_the_agenda_paper_has_a_table_of_topics(desk: Desk, tmp_path: Path) -> None:
    write_agenda_paper(tmp_path / "a.docx", agenda_of(desk, made.MEETING))
    document = Document(str(tmp_path / "a.docx"))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序", "议题", "汇报单位、汇报人", "列席单位", "时间"]
    assert rows[1] == ["1", made.ITEMS[0].title, "市财政局 陆知行", "市发展改革委、市审计局", "09:00"]
    assert "主持：市长高远山" in told(document)


def test_R44a_R10_minutes_print_who_reviewed_and_who_signed_for_whom(desk: Desk, tmp_path: Path) -> None:
    paper = minutes_of(desk, made.MINUTES)
    assert (paper.form, paper.draft, paper.dated) == ("minutes", False, date(2026, 11, 27))
    assert paper.remark == "审核：林向南；签发：林向南（代高远山），2026年11月27日"
    own = replace(made.MINUTES, row=replace(made.MINUTES.row, signer="林向南"))
    assert minutes_of(desk, own).remark == "签发：林向南，2026年11月27日", "who signs is not named as reviewer too"
    text = told(printed(tmp_path, paper))
    assert "郴州市人民政府常务会议纪要" in text
    assert text.count("市人民政府第12次常务会议纪要") == 1, "the number names the meeting: no title says it again"
    assert "抄送：市委办公室，市人大常委会办公室。" in text


def test_minutes_before_the_signature_are_a_draft_and_name_no_signer(desk: Desk) -> None:
    row = replace(made.MINUTES.row, state="审核中", signed=None, signer="", number="")
    paper = minutes_of(desk, replace(made.MINUTES, row=row), "市人民政府第12次常务会议纪要")
    assert (paper.draft, paper.remark, paper.number) == (True, "", "市人民政府第12次常务会议纪要")


def test_minutes_of_a_meeting_that_counts_know_their_number(desk: Desk) -> None:
    assert number_of(desk, "executive", 12, 2026) == "市人民政府第12次常务会议纪要"
    assert number_of(desk, "special", None, 2026) == ""
    assert number_of(desk, "executive", None, 2026) == ""
    assert number_of(desk, "unknown", 12, 2026) == ""


# -- the form of a topic ----------------------------------------------------------------------------------------------


def test_the_form_holds_every_fact_of_the_topic(desk: Desk, tmp_path: Path) -> None:
    text = form(desk, tmp_path)
    for fact in (
        "郴州市人民政府办公室议题审批表",
        "拟提请：常务会议　申报日期：2026年11月10日",
        made.TOPIC.row.title,
        "39(五) 讨论法规草案，审议规章草案和重要规范性文件",
        "重大决策、涉及县市区、涉及财政收支",
        "钱一凡 局长",
        "20分钟",
        "市财政局、市司法局、北湖新区管委会、市审计局",
        "资金应分年度安排；理由：本年预算不足；采纳情况：部分采纳",
        "陆知行\n2026年11月12日",
        "副秘书长杨克勤 2026年11月16日，未达成一致，列明各方理由报会议定",
        "建议采纳市财政局意见，分年度安排资金。",
        "符合法定权限和程序。",
        "孙立 2026年11月18日",
        "2027年预算已列3000万元。",
        "有实质内容？　是",
        "已经充分协调？　否（资金安排未一致）",
        "已作社会稳定风险评估？　未核",
        "合法性审查：提醒（审查 6 个工作日，少于 7 个工作日）",
        "调查研究：已做，2026年9月1日至2026年9月20日，调研报告，市住房城乡建设局",
        "公众参与：不适用（不涉及公众）",
        "集体讨论：由会议集体讨论",
        "40份",
        "2026年10月28日 市人民政府第11次常务会议 暂缓，补充资金来源",
        "冯某 0000-7654321",
    ):
        assert fact in text, fact
    assert text.count("市审计局") == 1, "who attends but was not consulted stands in no line to sign"


def test_R41a_stamps_stand_in_order_with_opinion_name_and_full_date(desk: Desk, tmp_path: Path) -> None:
    text = form(desk, tmp_path)
    places = [
        text.index(words)
        for words in (
            "分管副市长\n协调审核",
            "沈清河 2026年11月19日",
            "秘书长\n统筹安排",
            "林向南（代苏一鸣） 2026年11月20日",
            "市长\n审定",
        )
    ]
    assert places == sorted(places)
    assert "已被改动替代的意见" not in text, "a stamp that a change overtook leaves its box blank"
    assert "年　　月　　日" in text[places[-1] :], "the mayor's box waits for his hand"


def test_R41a_a_refusal_is_printed_as_one(desk: Desk, tmp_path: Path) -> None:
    refused = replace(made.STAMPS[0], agreed=False, opinion="材料不足")
    assert "【不同意】材料不足" in form(desk, tmp_path, replace(made.TOPIC, stamps=(refused,)))


def test_a_topic_for_a_special_meeting_has_no_boxes_and_no_list_of_tasks(desk: Desk, tmp_path: Path) -> None:
    row = replace(made.TOPIC.row, wanted="special", kind_name="专题会议", basis="", major=False)
    text = form(desk, tmp_path, replace(made.TOPIC, row=row, stamps=()))
    assert "审定" not in text
    assert "（本类会议不列条款）" in text
    assert "重大决策\n程序" not in text


def test_lamps_that_do_not_apply_are_left_out(desk: Desk, tmp_path: Path) -> None:
    lamps = (replace(made.TOPIC.row.gates[0], word="不适用"), made.TOPIC.row.gates[2])
    text = form(desk, tmp_path, replace(made.TOPIC, row=replace(made.TOPIC.row, gates=lamps)))
    assert "充分协调：" not in text
    assert "风险评估：未核" in text


def test_a_returned_topic_says_why(desk: Desk, tmp_path: Path) -> None:
    found = replace(
        made.TOPIC,
        row=replace(made.TOPIC.row, state="退回"),
        fields={**made.TOPIC_FIELDS, "return_reason": "未充分协调"},
    )
    assert "此议题已退回：未充分协调" in form(desk, tmp_path, found)


def test_several_topics_stand_on_pages_of_their_own_and_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    write_topics(tmp_path / "a.docx", [topic_of(desk, made.TOPIC)] * 2)
    headings = [line for line in Document(str(tmp_path / "a.docx")).paragraphs if line.text.endswith("议题审批表")]
    assert [line.paragraph_format.page_break_before for line in headings] == [False, True]
    with pytest.raises(Refusal, match="没有选议题"):
        write_topics(tmp_path / "a.docx", [])


def test_another_governments_meeting_prints_by_its_own_pack(desk: Desk) -> None:
    pack = Path(__file__).parent.parent / "rulebook" / "linhe-2024.toml"
    other = replace(desk, book=load_rules(str(pack)))
    for kind in other.book.meeting_kinds:
        assert leave_words(other.book, kind.id)
        row = replace(made.TOPIC.row, wanted=kind.id)
        labels = [one.label for one in topic_of(other, replace(made.TOPIC, row=row, stamps=())).stamps]
        assert labels == [f"{other.book.slot_title(step.slot)}\n{step.act}" for step in kind.stamps]


# -- whatever people type ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY)
def test_hostile_texts_are_printed_and_break_no_paper(desk: Desk, tmp_path: Path, text: str) -> None:
    items = tuple(replace(one, title=text, unit=text, reporter=text) for one in made.ITEMS)
    people = tuple(replace(one, name=text, title=text, unit=text, deputy=text) for one in made.ATTENDEES)
    row = replace(made.ROW, name=text or "会", room=text, chair=text)
    fields = {"contact": text, "phone": text, "papers": text, "demands": text, "chair_title": ""}
    found = replace(made.meeting(**fields), row=row, items=items, attendees=people)
    minutes = replace(made.MINUTES, fields={**made.MINUTES.fields, "body": text, "copies_to": text})
    keys = ("content", "proposal", "leaning", "materials", "reporter", "legal_opinion", "fiscal_opinion")
    topic = replace(
        made.TOPIC,
        row=replace(made.TOPIC.row, title=text, unit=text),
        fields={**made.TOPIC_FIELDS, **dict.fromkeys(keys, text)},
    )
    papers = [told(printed(tmp_path, paper)) for paper in (notice_of(desk, found), minutes_of(desk, minutes))]
    papers.append(form(desk, tmp_path, topic))
    for words in papers:
        assert clean(text).replace(" ", "") in words.replace("\n", "").replace(" ", "").replace("\t", "")
