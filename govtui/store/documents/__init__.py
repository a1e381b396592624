"""Rows of papers, routes and numbers."""
