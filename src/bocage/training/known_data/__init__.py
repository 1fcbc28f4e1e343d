"""What the course keeps about a person, by subject."""
