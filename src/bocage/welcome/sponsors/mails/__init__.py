"""Messages of sponsors."""
