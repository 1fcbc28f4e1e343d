"""Pages of weekends."""
