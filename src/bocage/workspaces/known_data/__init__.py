"""What the room keeps about a person, by subject."""
