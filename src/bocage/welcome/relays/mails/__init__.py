"""Messages of relays."""
