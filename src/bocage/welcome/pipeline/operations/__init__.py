"""Changes of state of pipeline."""
