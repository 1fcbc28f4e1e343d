"""Changes of state of relays."""
