"""What the register of outgoing papers exports comes back and is exported the same; any cells are accounted for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.domain.text import clean, fold
from govtui.files.columns import guess_mapping
from govtui.files.documents.outgoing.register import export_register, of_year
from govtui.files.documents.outgoing.register_import import OUTGOING, import_outgoing
from govtui.files.documents.register_import import MappedSheet, Register, import_register, preview_register
from govtui.files.fields import OUTGOING_FIELDS
from govtui.files.workbooks import Sheet
from govtui.services import journal
from govtui.services.desk import Desk
from govtui.services.documents.importing import DUPLICATE, NEW, REFUSED
from tests.files.outgoing_rows import Row, save, stored, table
from tests.ui.nasty import NASTY

# A text that would be read as something else than a title, a name or a remark is not what this looks at.
TEXT = st.one_of(st.sampled_from([text for text in NASTY if fold(clean(text))]), st.text(min_size=1, max_size=12)).map(
    lambda text: clean(text, multiline=True)
)
TITLE = TEXT.filter(lambda text: bool(fold(text))).map(lambda text: f"关于{text}的通知")
DAY = st.one_of(st.none(), st.datetimes(datetime(2001, 1, 1), datetime(2026, 1, 1)).map(lambda at: at.replace(hour=0)))
PAPER = st.fixed_dictionaries(
    {
        "标题": TITLE,
        "文种": st.sampled_from(["", "通知", "函", "贺信"]),
        "拟稿单位": TEXT,
        "核稿": TEXT,
        "会签": TEXT,
        "签发人": st.one_of(TEXT, st.just("李某（代张某）")),
        "签发日期": DAY,
        "成文日期": DAY,
        "印发日期": DAY,
        "份数": st.one_of(st.none(), st.integers(1, 9000)),
        "主送": TEXT,
        "抄送": TEXT,
        "密级": st.sampled_from(["无", "内部"]),
        "公开方式": st.sampled_from(["", "主动公开", "依申请公开", "不公开"]),
        "不公开理由": TEXT,
        "规范性": st.sampled_from(["是", "否"]),
        "有效期至": DAY,
        "废止/修改关系": st.sampled_from(
            [
                "",
                "废止 郴政发〔2007〕17号",
                "修改 市委发〔2001〕3号；废止 《某办法》",
                "2030-01-02 由 郴政发〔2030〕1号 废止",
                "已失效",
            ]
        ),
        "用印": st.one_of(DAY, st.just("未用印：电报"), st.just("2026-03-05 补盖")),
        "归档号": st.sampled_from(["", "2026-永久-3", "作废：重号", "作废"]),
        "索引号": TEXT,
        "通过日期": DAY,
        "公开责任部门": TEXT,
    }
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=st.lists(PAPER, min_size=1, max_size=6))
def test_what_is_exported_comes_back_and_is_exported_the_same(
    fresh: Callable[[], Desk], tmp_path: Path, papers: list[Row]
) -> None:
    names = ["发文字号", *papers[0]]
    rows = [[f"郴政发〔2026〕{n}号", *paper.values()] for n, paper in enumerate(papers, 1)]
    rows.append([f"郴政规〔2026〕{len(rows)}号", *papers[0].values()])
    first, second = fresh(), fresh()
    source = save(tmp_path / "登记簿.xlsx", {"发文": [names, *([_cell(cell) for cell in row] for row in rows)]})
    taken = import_outgoing(first, source)
    one = export_register(first, of_year(first, 2026), tmp_path / "一").files[0]
    again = import_outgoing(second, one)
    assert (again.imported, again.rejected) == (taken.imported, 0)
    two = export_register(second, of_year(second, 2026), tmp_path / "二").files[0]
    for sheet in ("发文登记簿", "公开信息"):
        assert table(two, sheet) == table(one, sheet)


def _cell(value: object) -> object:
    """A value as openpyxl may write it: no formula, no character that a sheet cannot hold."""
    return value.lstrip("=") if isinstance(value, str) else value


CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-10, 60_000),
    st.floats(),
    st.booleans(),
    st.datetimes(datetime(1999, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(
        [
            "机密",
            "合计",
            "标题",
            "3.15",
            "2025-3-5",
            "郴政发〔2016〕3号",
            "郴州市人民政府令第3号",
            "作废",
            "关于某事的通知",
            "3",
            "是",
        ]
        + ["废止 郴政发〔2016〕3号", "由 郴政发〔2016〕3号 废止", "CZCR-2016-00001"]
    ),
)
ANY_HEADER = ["序号", "文号", "标题", "签发日期", "归档号", "废止/修改关系", "统一登记号", "规范性"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, max_size=8), max_size=12), titled=st.booleans())
def test_any_cells_are_all_accounted_for(desk: Desk, tmp_path: Path, rows: list[list[object]], titled: bool) -> None:
    every = ([ANY_HEADER] if titled else []) + rows
    sheet = Sheet("2016年", tuple(tuple(row) for row in every))
    mapped = MappedSheet(sheet, guess_mapping(sheet, OUTGOING_FIELDS))
    register = Register(tmp_path / "任意.xlsx", (mapped,), kind=OUTGOING)
    found = preview_register(desk, register)
    assert found.read == len(every) == found.imported + found.rejected + found.skipped
    report = import_register(desk, register, found)
    assert report.read == report.imported + report.rejected + report.skipped
    again = preview_register(desk, register)
    assert {row.status for row in again.rows} <= {DUPLICATE, REFUSED, "跳过"}
    if found.imported:
        journal.undo(desk, journal.next_undo(desk).seq)
    assert stored(desk) == []
    assert NEW not in {row.status for row in again.rows}
