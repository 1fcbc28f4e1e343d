"""Subjects of the rights of the course, by subject."""
