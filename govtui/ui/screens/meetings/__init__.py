"""The meeting pages."""
