"""Use cases: one function is one thing a clerk does, one transaction, one journal entry."""
