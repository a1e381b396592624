"""Minutes: composed, reviewed, signed, numbered, published; what they propose to supervise."""
