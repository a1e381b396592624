"""The keyboard decoder: nothing a terminal sends may end the program or scramble a paste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.ui.terminal import KeyboardDecoder, encoding_problem

BEGIN, END = KeyboardDecoder.BEGIN, KeyboardDecoder.END


def test_bytes_of_another_encoding_become_replacement_characters():
    assert "\ufffd" in KeyboardDecoder().decode("收文".encode("gbk"), True)


def test_a_sequence_inside_a_paste_loses_its_escape_and_keeps_its_place():
    decoded = KeyboardDecoder().decode(f"{BEGIN}甲\x1b[31m乙\n丙\t丁{END}\x1b[A".encode())
    assert decoded == f"{BEGIN}甲\ufffd[31m乙\n丙\t丁{END}\x1b[A"


def test_keys_outside_a_paste_are_left_alone():
    keys = "\x1b[A\x1bOP\x13\x7f关于\x1b[21~"
    assert KeyboardDecoder().decode(keys.encode()) == keys


@given(
    text=st.text(st.sampled_from("甲乙a\x1b[201~\x00\n"), max_size=40), cuts=st.lists(st.integers(1, 7), max_size=80)
)
def test_however_the_bytes_are_cut_the_result_is_the_same(text, cuts):
    data = f"x{BEGIN}{text}{END}y".encode()
    whole = KeyboardDecoder().decode(data, True)
    decoder, parts, at = KeyboardDecoder(), [], 0
    for size in cuts:
        parts.append(decoder.decode(data[at : at + size]))
        at += size
    parts.append(decoder.decode(data[at:], True))
    assert "".join(parts) == whole


@pytest.mark.parametrize(
    ("encoding", "fit"), [("utf-8", True), ("UTF8", True), ("gb18030", False), ("ANSI_X3.4-1968", False)]
)
def test_only_utf8_terminals_are_accepted(encoding, fit):
    assert (encoding_problem(encoding) is None) is fit
