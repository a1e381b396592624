"""Pages by key: from any place, in any order of asking, the same rows as a plain OFFSET."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govtui.services.desk import Desk
from govtui.store.listing import Pages, Query

TOTAL = 137
_COLUMNS = ("year", "serial", "number", "received_at", "title", "state", "due_at", "created_at", "created_by")
QUERIES = (
    Query("id, serial", "incoming", order=("due_at", "id")),
    Query("id, serial", "incoming", order=("year", "serial", "id"), descending=True),
    Query("id, serial", "incoming", "state = :state", ("due_at", "id"), params={"state": "待送"}),
    Query("id, serial", "incoming", "state = :state", ("received_at", "id"), True, {"state": "待拟办"}),
    Query("id, serial", "incoming", "0"),
)


@pytest.fixture
def many(desk: Desk) -> Desk:
    """Papers with few different due days, so that the key's last column decides."""
    day = "2026-11-{:02d}T17:30:00+08:00"
    rows = [
        (
            2025 + n % 2,
            n,
            f"号{n}",
            day.format(n * 7 % 28 + 1),
            "题",
            ("待拟办", "待送")[n % 3 == 0],
            day.format(n % 4 + 1),
            "",
            "",
        )
        for n in range(TOTAL)
    ]
    with desk.writing("incoming.import") as uow:
        uow.insert_many("incoming", _COLUMNS, rows)
    return desk


def _plain(desk: Desk, query: Query, start: int, limit: int) -> list[int]:
    way = " DESC" if query.descending else ""
    order = ", ".join(column + way for column in query.order)
    sql = f"SELECT id FROM {query.table} WHERE {query.where} ORDER BY {order} LIMIT {limit} OFFSET {start}"
    with desk.reading() as reader:
        return [row[0] for row in reader.rows(sql, **query.params)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(QUERIES),
    st.lists(st.tuples(st.integers(0, TOTAL + 20), st.integers(0, 60)), min_size=1, max_size=12),
)
def test_any_start_in_any_sequence_equals_the_plain_query(
    many: Desk, query: Query, asked: list[tuple[int, int]]
) -> None:
    pages = Pages(query)
    for start, limit in asked:
        with many.reading() as reader:
            found = [row["id"] for row in pages.rows(reader, start, limit)]
        assert found == _plain(many, query, start, limit)


def test_the_count_is_the_number_of_rows(many: Desk) -> None:
    with many.reading() as reader:
        counts = [Pages(query).count(reader) for query in QUERIES]
    assert counts == [TOTAL, TOTAL, 46, 91, 0]


def test_walking_through_reads_every_row_once(many: Desk) -> None:
    pages, seen = Pages(QUERIES[0]), []
    with many.reading() as reader:
        for start in range(0, TOTAL, 10):
            seen += [row["id"] for row in pages.rows(reader, start, 10)]
    assert len(seen) == len(set(seen)) == TOTAL


def test_walking_on_never_skips_rows_by_counting(many: Desk) -> None:
    """The second page begins at a key, so that page 9,000 costs what page 2 costs."""
    asked: list[str] = []
    pages = Pages(QUERIES[0])
    with many.reading() as reader:
        plain = reader.rows

        class Listening:
            def value(self, sql: str, **params: object) -> object:
                return reader.value(sql, **params)

            def rows(self, sql: str, **params: object) -> object:
                asked.append(sql)
                return plain(sql, **params)

        for start in range(0, 60, 20):
            pages.rows(Listening(), start, 20)  # type: ignore[arg-type]
    assert [sql.rsplit("OFFSET ", 1)[1] for sql in asked] == ["0", "0", "0"]
