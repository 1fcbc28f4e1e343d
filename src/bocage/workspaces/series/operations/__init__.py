"""Changes of state of series."""
