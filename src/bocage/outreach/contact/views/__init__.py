"""Pages of contact."""
