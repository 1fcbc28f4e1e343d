"""Subjects of the rights of the club, by subject."""
