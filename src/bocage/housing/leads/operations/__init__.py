"""Changes of state of leads."""
