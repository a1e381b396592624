"""Shapes of a rule pack: rules with article, strength and effect."""

from enum import StrEnum


class Strength(StrEnum):
    """How binding the wording is: 须/应当/不得 must, 一般/原则上 should, 可/根据需要 may."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Effect(StrEnum):
    """What the program does when a rule is not kept."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"
