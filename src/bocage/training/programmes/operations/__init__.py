"""Changes of state of programmes."""
