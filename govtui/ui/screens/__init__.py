"""One module a screen, named after its noun."""
