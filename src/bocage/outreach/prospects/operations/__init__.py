"""Changes of state of prospects."""
