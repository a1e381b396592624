"""Pure rules of the office: no SQL, no screen, no Excel, no clock of its own."""
