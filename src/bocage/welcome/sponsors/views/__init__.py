"""Pages of sponsors."""
