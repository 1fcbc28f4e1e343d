"""What the club keeps about people, told to them, by subject."""
