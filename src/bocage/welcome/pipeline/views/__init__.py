"""Pages of pipeline."""
