"""Changes of state of billing."""
