"""govtui: the desk of a government secretariat."""

__version__ = "0.1.0"
