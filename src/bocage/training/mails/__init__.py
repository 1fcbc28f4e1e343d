"""What the course writes to people, by subject."""
