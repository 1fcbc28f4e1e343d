"""What the room publishes."""
