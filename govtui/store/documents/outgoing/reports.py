"""What reports read of outgoing papers."""

from govtui.store.documents.outgoing.lists import LIST_COLUMNS
from govtui.store.reading import Reader, Record


def issued_between(reader: Reader, first: str, last: str) -> list[Record]:
    """Papers issued from day `first` to day `last` that are not void, the earliest first."""
    return reader.rows(
        f"SELECT {LIST_COLUMNS}, year, serial FROM outgoing WHERE issued_on >= :first AND issued_on <= :last "
        "AND state <> '作废' ORDER BY issued_on, id",
        first=first,
        last=last,
    )
