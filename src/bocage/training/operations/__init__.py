"""Every change of state of the course, by subject."""
