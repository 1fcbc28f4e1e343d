"""Changes of state of ceremonies."""
