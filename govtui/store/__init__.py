"""The only floor that speaks to the database."""
