"""Messages of stays."""
