"""日历: working days, festivals, how many papers are due on which day, corrections and the yearly notice."""
