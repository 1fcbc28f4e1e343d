"""Changes of state of sequences."""
