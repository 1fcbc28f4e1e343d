"""What the course does about events, by subject."""
