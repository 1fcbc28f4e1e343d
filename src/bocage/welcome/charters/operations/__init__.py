"""Changes of state of charters."""
