"""Widths of characters in terminal cells."""

from wcwidth import wcwidth

from govtui.domain.text import cells


def test_every_character_is_as_wide_as_the_whole_table_says() -> None:
    points = [point for point in range(0x20, 0x30000) if not 0xD800 <= point <= 0xDFFF]
    wrong = [hex(point) for point in points if point >= 0x80 and cells(chr(point)) != max(wcwidth(chr(point)), 0)]
    assert wrong == []
