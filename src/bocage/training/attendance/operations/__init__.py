"""Changes of state of attendance."""
