"""The sentences with which the welcome refuses, by subject."""
