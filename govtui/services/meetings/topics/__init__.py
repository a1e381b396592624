"""Topics: reported, gated, stamped by leaders in order."""
