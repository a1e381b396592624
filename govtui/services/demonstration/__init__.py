"""The demonstration office: an invented city with a year of papers, the same for the same seed, size and clock."""

from govtui.services.demonstration.building import SEED, build, make, reopen
from govtui.services.demonstration.fates import SIZES

__all__ = ["SEED", "SIZES", "build", "make", "reopen"]
