"""Changes of state of alerts."""
