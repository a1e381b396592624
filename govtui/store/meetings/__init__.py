"""Rows of meetings, topics, minutes and engagements."""
