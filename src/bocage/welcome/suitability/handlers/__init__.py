"""What follows from events of suitability."""
