"""The demonstration office: an invented city with a year of papers, the same for the same seed, size and clock."""

from govtui.services.demonstration.building import FILE, SEED, build, make, reopen
from govtui.services.demonstration.fates import SIZES

__all__ = ["FILE", "SEED", "SIZES", "build", "make", "reopen"]
