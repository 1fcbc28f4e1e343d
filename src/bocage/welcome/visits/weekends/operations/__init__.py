"""Changes of state of weekends."""
