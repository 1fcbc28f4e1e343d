"""The pages of the course, by subject."""
