"""The working rules as data, with article, strength and effect."""
