"""Pages of relays."""
