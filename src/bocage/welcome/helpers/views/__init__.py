"""Pages of helpers."""
