"""Changes of state of juries."""
