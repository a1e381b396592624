"""Rows of papers that leave."""
