"""Prints and sheets of meetings."""
