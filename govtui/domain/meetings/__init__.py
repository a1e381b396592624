"""Meetings: topics and their gates, chairs, agenda, attendance and leave, decisions, minutes, engagements."""
