"""Working days: which days are worked, deadlines over them, the yearly holiday notice, days as people type them."""
