"""Pages of prospects."""
