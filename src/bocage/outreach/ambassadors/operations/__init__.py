"""Changes of state of ambassadors."""
