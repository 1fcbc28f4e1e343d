"""What the course tells other rooms, by subject."""
