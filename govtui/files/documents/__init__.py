"""Incoming papers on paper and in sheets."""
