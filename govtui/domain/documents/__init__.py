"""Papers: kinds, numbers, secrecy, routes."""
