"""Subjects of the rights of the welcome, by subject."""
