"""The looks of cells: made once a workbook, so that a file of any length holds a few dozen of them."""

from typing import TYPE_CHECKING, Any

from govtui.files.cells import SPECIAL

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from govtui.files.sheets import Column

TITLE_FONT, HEADER_FONT, BODY_FONT = "方正小标宋简体", "黑体", "宋体"

_LAMPS = {
    "超期": ("#9C0006", "#FFC7CE"),
    "今日": ("#8A3B00", "#FFD9B3"),
    "临期": ("#7F6000", "#FFEB9C"),
    "正常": ("#0B6623", "#D8F0D8"),
    "暂定": ("#1F3864", "#DDEBF7"),
    "办结": ("#595959", "#EDEDED"),
}
_ALARM = "超期"
_PLACES = {"day": "center", "moment": "center", "lamp": "center", "number": "right", "text": "left"}
_CHINESE = {"font_charset": 134, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": TITLE_FONT, "align": "center"},
    "headline": {"font_name": BODY_FONT, "align": "left", "bold": True, "text_wrap": True},
    "left": {"font_name": BODY_FONT, "align": "left"},
    "right": {"font_name": BODY_FONT, "align": "right"},
    "note": {"font_name": BODY_FONT, "align": "left", "text_wrap": True, "font_color": "#404040"},
    "band": {
        "font_name": HEADER_FONT,
        "align": "left",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#F2F2F2",
    },
    "header": {
        "font_name": HEADER_FONT,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#E7EDF5",
    },
}


class Styles:
    """Cell looks of one workbook by what they are for; `size` in points."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[Any, Any] = {}

    def look(self, name: str, size: int) -> Any:
        """The look of a part of the page: title, headline, left, right, note, header."""
        return self._format((name, size), lambda: {**_LOOKS[name], "font_size": size})

    def text(self, column: "Column", size: int, text: str, bold: bool, alarm: bool = False) -> Any:
        """The look of a text cell; a lamp's word brings its colours, a would-be formula is marked as text.

        An `alarm` has the colours of what is late, whatever it says.
        """
        lamp = _ALARM if alarm else text if column.kind == "lamp" and text in _LAMPS else ""
        quoted = text[:1] in SPECIAL
        place = "center" if column.centred else _PLACES[column.kind]
        return self._format(
            (place, size, lamp, quoted, bold),
            lambda: _cell(size, bold or bool(lamp), align=place, text_wrap=True, quote_prefix=quoted, **_lamp(lamp)),
        )

    def moment(self, column: "Column", size: int, whole_day: bool, bold: bool) -> Any:
        """The look of a date; with its time, in the column's own form, unless `whole_day`."""
        form = "yyyy-mm-dd" if whole_day else column.form or "yyyy-mm-dd hh:mm"
        return self._format(
            (form, size, bold), lambda: _cell(size, bold, align="center", num_format=form, text_wrap=True)
        )

    def number(self, column: "Column", size: int, whole: bool, bold: bool) -> Any:
        """The look of a number: right, a little off the line, in the column's own form."""
        form = column.form or ("0" if whole else "General")
        return self._format(
            ("number", form, size, bold), lambda: _cell(size, bold, align="right", num_format=f"{form}_ ")
        )

    def _format(self, key: Any, make: Any) -> Any:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._book.add_format({**_CHINESE, **make()})
        return found


def _cell(size: int, bold: bool, **more: Any) -> dict[str, Any]:
    return {"font_name": BODY_FONT, "font_size": size, "border": 1, "bold": bold, **more}


def _lamp(word: str) -> dict[str, Any]:
    if not word:
        return {}
    ink, ground = _LAMPS[word]
    return {"font_color": ink, "bg_color": ground}
