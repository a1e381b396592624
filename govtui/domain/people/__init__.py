"""Units, people and what connects them, all dated: posts and the one ranked list, portfolios, delegations, absences.

`Directory` answers every question about people as of a day; nothing here reads a clock or a store.
"""

from govtui.domain.people.answers import Away, Gap, Holder
from govtui.domain.people.directory import Directory
from govtui.domain.people.rows import (
    AbsenceRow,
    DelegationRow,
    PersonRow,
    PortfolioRow,
    PostRow,
    UnitRow,
)

__all__ = [
    "AbsenceRow",
    "Away",
    "DelegationRow",
    "Directory",
    "Gap",
    "Holder",
    "PersonRow",
    "PortfolioRow",
    "PostRow",
    "UnitRow",
]
