"""The working calendar and deadlines."""
