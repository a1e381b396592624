"""Which series a 文号 belongs to, and what registers write about papers that end others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.documents.numbering import EVER, ledger_number
from govtui.domain.documents.outgoing.matching import number_of_series, read_own_number, series_of_sheet
from govtui.domain.documents.outgoing.relating import Related, read_relations, sentences
from govtui.rulebook import Rulebook, load


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load("chenzhou-2017")


class TestSeries:
    @pytest.mark.parametrize(
        ("number", "found"),
        [
            ("郴政发〔2017〕1号", ("gov_issue", 2017, 1)),
            ("郴政办发〔2017〕0012号", ("office_issue", 2017, 12)),
            ("郴州市人民政府令第 15 号", ("order", EVER, 15)),
            ("郴政规〔2021〕3号", ("normative", 2021, 3)),
        ],
    )
    def test_numbers_of_the_office_are_known_by_their_pattern(
        self, book: Rulebook, number: str, found: tuple[str, int, int]
    ) -> None:
        assert number_of_series(book, number) == found

    @pytest.mark.parametrize(
        "number", ["市委发〔2017〕1号", "郴政发〔17〕1号", "政发〔2017〕1号", "郴政发〔2017〕0号", "", "2017-15"]
    )
    def test_others_are_not(self, book: Rulebook, number: str) -> None:
        assert number_of_series(book, number) is None

    @given(serial=st.integers(1, 999_999), year=st.integers(1949, 2099))
    def test_every_number_that_a_series_gives_is_found_again(self, book: Rulebook, serial: int, year: int) -> None:
        for series in book.outgoing_series:
            period = year if series.per == "year" else EVER
            assert number_of_series(book, series.text(serial, period)) == (series.id, period, serial)
            own = read_own_number(book, series.text(serial, period))
            assert own.number == ledger_number(book, series.id, serial, period)

    def test_an_unknown_prefix_stays_as_text_in_normal_form(self, book: Rulebook) -> None:
        own = read_own_number(book, "市委发[2017]03号")
        assert (own.number, own.series, own.period, own.year, own.serial) == ("市委发〔2017〕3号", "", None, 2017, 3)

    def test_what_is_no_number_stays_as_it_is_and_says_why(self, book: Rulebook) -> None:
        assert read_own_number(book, "无").number == ""
        own = read_own_number(book, "电话 通知")
        assert (own.number, own.serial) == ("电话 通知", None)
        assert own.note.startswith("文号按原文登记")

    def test_a_bare_serial_is_completed_only_where_sheet_and_year_tell(self, book: Rulebook) -> None:
        series = book.series("gov_letter")
        assert read_own_number(book, "第15号", series, 2016).number == "郴政函〔2016〕15号"
        assert read_own_number(book, "15", series).number == "15"
        assert read_own_number(book, "15", None, 2016).number == "15"

    @pytest.mark.parametrize(
        ("name", "found"),
        [("政发", "gov_issue"), ("2016年政函", "gov_letter"), ("郴政办发2015", "office_issue"), ("令", "order"),
         ("发文登记簿", None), ("2016年", None), ("Sheet1", None)],
    )  # fmt: skip
    def test_sheets_named_after_a_series(self, book: Rulebook, name: str, found: str | None) -> None:
        series = series_of_sheet(book, name)
        assert (series.id if series else None) == found


class TestRelations:
    @pytest.mark.parametrize(
        ("text", "kind", "number", "backwards", "on"),
        [
            ("废止 某政发〔2007〕17号", "废止", "某政发〔2007〕17号", False, None),
            ("同时废止某政发[2007]第017号", "废止", "某政发〔2007〕17号", False, None),
            ("2017-03-10 由 某政发〔2017〕1号 废止", "废止", "某政发〔2017〕1号", True, date(2017, 3, 10)),
            ("2017年3月10日被某政发〔2017〕1号文件废止", "废止", "某政发〔2017〕1号", True, date(2017, 3, 10)),
            ("修订某市人民政府令第3号", "修改", "某市人民政府令第3号", False, None),
            ("由某政规〔2021〕1号代替", "替代", "某政规〔2021〕1号", True, None),
            ("由和政发〔2021〕1号废止", "废止", "和政发〔2021〕1号", True, None),
        ],
    )
    def test_kind_number_and_direction(
        self, text: str, kind: str, number: str, backwards: bool, on: date | None
    ) -> None:
        ((one,), rest) = read_relations(text)
        assert (one.kind, one.number, one.backwards, one.on, rest) == (kind, number, backwards, on, "")

    def test_R73_the_rules_own_last_article(self) -> None:
        ((one,), _) = read_relations("原《郴州市人民政府工作规则》（郴政发〔2007〕17号）同时废止")
        assert (one.number, one.title) == ("郴政发〔2007〕17号", "郴州市人民政府工作规则")

    def test_several_in_one_cell(self) -> None:
        found, rest = read_relations("废止某政发〔2007〕17号、某政办发〔2008〕3号；修改《某办法》\n另见纪要")
        assert [(one.kind, one.number or one.title) for one in found] == [
            ("废止", "某政发〔2007〕17号"),
            ("废止", "某政办发〔2008〕3号"),
            ("修改", "某办法"),
        ]
        assert rest == "另见纪要"

    @given(st.text(max_size=60))
    def test_any_text_is_read_without_falling_over(self, text: str) -> None:
        read_relations(text)

    @given(
        st.lists(
            st.builds(
                Related,
                kind=st.sampled_from(["废止", "修改", "替代"]),
                number=st.builds(
                    "{}〔{}〕{}号".format,
                    st.sampled_from(["某政发", "某政办函", "和政发", "原政办发", "日照政发"]),
                    st.integers(1949, 2099),
                    st.integers(1, 9999),
                ),
                backwards=st.booleans(),
                on=st.none(),
            ),
            max_size=4,
            unique=True,
        )
    )
    def test_what_we_write_we_read_again(self, relations: list[Related]) -> None:
        assert read_relations(sentences(relations)) == (tuple(dict.fromkeys(relations)), "")
