"""Changes of state of applications."""
