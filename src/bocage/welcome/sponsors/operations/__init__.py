"""Changes of state of sponsors."""
