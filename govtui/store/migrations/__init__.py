"""Alembic migrations: each runs inside the one transaction that the caller opened."""
