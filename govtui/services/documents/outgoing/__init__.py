"""Papers that leave, from draft to archive."""
