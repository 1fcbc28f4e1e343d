"""Changes of state of hosting."""
