"""Pages of help board."""
