"""Changes of state of rules."""
