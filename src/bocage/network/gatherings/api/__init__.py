"""Api of gatherings."""
