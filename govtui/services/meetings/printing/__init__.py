"""How the prints of meetings are put together from what was read already."""
