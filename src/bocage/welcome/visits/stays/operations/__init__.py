"""Changes of state of stays."""
