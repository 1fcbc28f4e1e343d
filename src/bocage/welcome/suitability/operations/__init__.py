"""Changes of state of suitability."""
