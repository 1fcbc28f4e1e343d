"""Changes of state of members."""
