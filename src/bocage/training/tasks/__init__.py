"""What the course does by itself, by the clock, by subject."""
