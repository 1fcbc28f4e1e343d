"""Subjects of the rights of outreach, by subject."""
