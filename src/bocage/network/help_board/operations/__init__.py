"""Changes of state of help board."""
