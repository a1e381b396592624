"""Units, people and what connects them; every connection is dated from/to (open end: NULL)."""

from sqlmodel import Field

from govtui.store.tables.base import Row


class Unit(Row, table=True):
    """A department, county, section, higher authority or other body that sends, receives or handles papers."""

    __tablename__ = "unit"
    name: str = Field(unique=True)
    short_name: str = ""
    category: str = Field(default="部门", index=True)
    number_prefix: str = ""
    parent_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    sort_order: int = 0
    independent: bool = False
    phone: str = ""
    closed_on: str | None = None
    note: str = ""


class Person(Row, table=True):
    """A person; posts say what the person is, and when."""

    __tablename__ = "person"
    name: str = Field(index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    office_phone: str = ""
    mobile: str = ""
    note: str = ""
    closed_on: str | None = None


class Post(Row, table=True):
    """A dated post: rulebook role, title as printed, place in the one ranked list (1 is first)."""

    __tablename__ = "post"
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    role: str = Field(index=True)
    title: str = ""
    rank: int = 9999
    principal: bool = False
    from_day: str = "0001-01-01"
    to_day: str | None = None


class Portfolio(Row, table=True):
    """Who is in charge of (分管), assists with (协管) or serves (服务, a section) a unit."""

    __tablename__ = "portfolio"
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    section_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    from_day: str = "0001-01-01"
    to_day: str | None = None


class Delegation(Row, table=True):
    """One leader acts for another within dates and a scope, on a named source."""

    __tablename__ = "delegation"
    from_person_id: int = Field(foreign_key="person.id", index=True)
    to_person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    scope: str = ""
    source: str = ""
    from_day: str
    to_day: str | None = None


class Absence(Row, table=True):
    """Who is away, from when to when; `returned_on` ends it early or late."""

    __tablename__ = "absence"
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str = "出差"
    place: str = ""
    reason: str = ""
    from_day: str = Field(index=True)
    to_day: str
    returned_on: str | None = None
    acting_person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
