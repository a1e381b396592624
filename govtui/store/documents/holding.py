"""What describes where the words of a paper stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holding:
    """A table that holds words of a paper; `owner` is its column that names the paper ('' in the paper's own table).

    `via` is another table of what belongs to the paper, where `owner` names a row of that one. By the words in
    `telling` sentences elsewhere betray the paper as by its own.

    `words` and `notes` are emptied, `marks` say that they were, `links` to other rows go, `sets` are further SQL
    assignments. `notes` are remarks: other papers' can name a blanked one, so its words are taken out of them too.
    """

    table: str
    owner: str = ""
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    via: str = ""
    telling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of paper; `id` is its noun in journal, ledger and releases. Who had a paper and when stays everywhere.

    `number` is the column of the number that it keeps, void; by the words in `telling` a sentence elsewhere betrays it;
    `origins` name where it comes from. `past` is the table of what happened to it. `carries` is the noun of documents
    that go with it, by the column that names it; `carried_by` the other way round. Rows in `pointers` (table, column)
    lose their link to it. With `sweeps` its words are taken out of the notes of other papers. `title` is the column of
    its title; one without numbers has no `number`.
    """

    id: str
    label: str
    own: Holding
    number: str
    telling: tuple[str, ...]
    origins: tuple[str, ...]
    texts: tuple[str, ...]
    belongings: tuple[Holding, ...] = ()
    past: Holding | None = None
    carries: tuple[str, str] | None = None
    carried_by: tuple[str, str] | None = None
    pointers: tuple[tuple[str, str], ...] = ()
    imported: bool = True
    sweeps: bool = True
    title: str = "title"

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """Its own table and those of what belongs to it."""
        return (self.own, *self.belongings)
