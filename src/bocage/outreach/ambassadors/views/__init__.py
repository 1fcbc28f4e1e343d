"""Pages of ambassadors."""
