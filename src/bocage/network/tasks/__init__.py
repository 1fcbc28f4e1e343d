"""What the club does by itself, by the clock, by subject."""
