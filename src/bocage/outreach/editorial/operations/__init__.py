"""Changes of state of editorial."""
