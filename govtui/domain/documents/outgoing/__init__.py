"""Papers that leave: states, signers, gates, periods of numbers."""
