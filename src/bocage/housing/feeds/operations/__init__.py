"""Changes of state of feeds."""
