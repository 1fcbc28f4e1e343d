"""On what the rights of the course are asked, by subject."""
