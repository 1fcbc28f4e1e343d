"""Changes of state of helpers."""
