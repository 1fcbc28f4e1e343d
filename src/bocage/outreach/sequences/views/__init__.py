"""Pages of sequences."""
