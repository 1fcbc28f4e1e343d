"""The sentences with which outreach refuses, by subject."""
