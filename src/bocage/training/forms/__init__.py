"""What people fill in for the course, by subject."""
