"""Changes of state of itinerary."""
