"""What clerks do with units and people: posts and their order, the division of work, delegations, absences, lists.

Each module is imported when something of it is first named: reading screens need none of the writing ones.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govtui.services.people.absences import (
        AbsenceValues,
        cancel_absence,
        change_absence,
        report_absence,
        return_from_absence,
    )
    from govtui.services.people.choices import leader_choices, person_choices, role_choices, unit_choices
    from govtui.services.people.delegations import (
        DelegationValues,
        acting_findings,
        add_delegation,
        change_delegation,
        end_delegation,
    )
    from govtui.services.people.findings import people_findings, unit_findings
    from govtui.services.people.listing import (
        absence_lines,
        delegation_lines,
        gap_lines,
        leader_lines,
        people_lines,
        post_lines,
        unit_counts,
        unit_lines,
    )
    from govtui.services.people.ordering import order_leaders
    from govtui.services.people.persons import PersonValues, add_person, change_person, retire_person
    from govtui.services.people.portfolios import end_portfolio, hand_over_portfolios, set_division, set_portfolio
    from govtui.services.people.posts import PostValues, change_post, correct_post, end_post, give_post
    from govtui.services.people.snapshot import directory
    from govtui.services.people.units import UnitValues, add_unit, change_unit, close_unit, reopen_unit

__all__ = [
    "AbsenceValues",
    "DelegationValues",
    "PersonValues",
    "PostValues",
    "UnitValues",
    "absence_lines",
    "acting_findings",
    "add_delegation",
    "add_person",
    "add_unit",
    "cancel_absence",
    "change_absence",
    "change_delegation",
    "change_person",
    "change_post",
    "change_unit",
    "close_unit",
    "correct_post",
    "delegation_lines",
    "directory",
    "end_delegation",
    "end_portfolio",
    "end_post",
    "gap_lines",
    "give_post",
    "hand_over_portfolios",
    "leader_choices",
    "leader_lines",
    "order_leaders",
    "people_findings",
    "people_lines",
    "person_choices",
    "post_lines",
    "reopen_unit",
    "report_absence",
    "retire_person",
    "return_from_absence",
    "role_choices",
    "set_division",
    "set_portfolio",
    "unit_choices",
    "unit_counts",
    "unit_findings",
    "unit_lines",
]

_MODULES = {
    "absences": ("AbsenceValues", "cancel_absence", "change_absence", "report_absence", "return_from_absence"),
    "choices": ("leader_choices", "person_choices", "role_choices", "unit_choices"),
    "delegations": ("DelegationValues", "acting_findings", "add_delegation", "change_delegation", "end_delegation"),
    "findings": ("people_findings", "unit_findings"),
    "listing": (
        "absence_lines",
        "delegation_lines",
        "gap_lines",
        "leader_lines",
        "people_lines",
        "post_lines",
        "unit_counts",
        "unit_lines",
    ),
    "ordering": ("order_leaders",),
    "persons": ("PersonValues", "add_person", "change_person", "retire_person"),
    "portfolios": ("end_portfolio", "hand_over_portfolios", "set_division", "set_portfolio"),
    "posts": ("PostValues", "change_post", "correct_post", "end_post", "give_post"),
    "snapshot": ("directory",),
    "units": ("UnitValues", "add_unit", "change_unit", "close_unit", "reopen_unit"),
}
"""Where each name comes from."""


def __getattr__(name: str) -> Any:
    """Import the module of a name when it is first asked for."""
    for module, names in _MODULES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(name)
