"""Changes of state of campaigns."""
