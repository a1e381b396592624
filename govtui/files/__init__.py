"""Office formats: rows out to registers and prints, foreign sheets in to rows."""
