"""Meetings, from the topic a unit reports to signed minutes and what they give to do."""
