"""Changes of state of employers."""
