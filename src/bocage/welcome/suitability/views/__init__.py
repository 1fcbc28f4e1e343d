"""Pages of suitability."""
