"""The sentences with which the course refuses, by subject."""
