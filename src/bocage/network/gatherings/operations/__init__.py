"""Changes of state of gatherings."""
