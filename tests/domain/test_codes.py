"""Two keys that sign a person in."""

from hypothesis import given
from hypothesis import strategies as st

from govtui.domain.meetings.codes import codes, seat_code, typed_code

NAMES = st.text(
    st.sampled_from("王李张刘陈杨赵黄周吴徐孙胡朱高林伟芳娜敏静丽强磊军洋勇艳杰涛明超秀英华欧阳曾单"),
    min_size=1,
    max_size=4,
)


def test_a_code_is_the_first_letters_of_the_first_two_characters() -> None:
    assert codes(["沈清河", "林向南"]) == ("sq", "lx")


def test_a_clash_takes_another_letter_of_the_name_and_the_first_keeps_its_own() -> None:
    assert codes(["张伟民", "赵文强"]) == ("zw", "zq")


def test_the_same_name_twice_still_gives_two_codes() -> None:
    first, second, third = codes(["张伟", "张伟", "张伟"])
    assert first == "zw"
    assert len({first, second, third}) == 3
    assert second[0] == third[0] == "z"


def test_names_in_letters_of_one_character_or_without_any_letter_have_codes() -> None:
    found = codes(["John Smith", "王", "！", ""])
    assert found[0] == "jo"
    assert all(len(code) == 2 and code.isascii() and code.isalpha() for code in found)


@given(st.lists(NAMES, max_size=120))
def test_codes_of_120_people_are_all_different(names: list[str]) -> None:
    found = codes(names)
    assert len(set(found)) == len(names)
    assert all(len(code) == 2 and code.isalpha() for code in found)


@given(st.lists(NAMES, max_size=40), st.lists(NAMES, max_size=40))
def test_people_added_at_the_end_change_nobodys_code(before: list[str], after: list[str]) -> None:
    assert codes([*before, *after])[: len(before)] == codes(before)


def test_all_codes_are_given_out_before_anybody_goes_without() -> None:
    found = codes(["张伟"] * 677)
    assert len(set(found[:676])) == 676
    assert found[676] == ""


def test_a_seat_has_two_digits_and_three_from_the_hundredth_on() -> None:
    assert [seat_code(seat) for seat in (0, 7, 99, 100)] == ["", "07", "99", "100"]


def test_codes_are_read_in_any_width_and_case() -> None:
    assert typed_code(" Ｓq\u3000") == "sq"
    assert typed_code("０７") == "07"
