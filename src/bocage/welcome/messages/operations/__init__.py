"""Changes of state of messages."""
