"""Requests for leaders and departments' meetings, and the plan of the week."""
