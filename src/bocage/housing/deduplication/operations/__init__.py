"""Changes of state of deduplication."""
