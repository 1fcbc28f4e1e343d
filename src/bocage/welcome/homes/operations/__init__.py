"""Changes of state of homes."""
