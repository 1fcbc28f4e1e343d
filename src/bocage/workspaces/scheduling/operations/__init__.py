"""Changes of state of scheduling."""
