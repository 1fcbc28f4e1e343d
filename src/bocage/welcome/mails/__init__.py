"""The messages of the welcome, by subject."""
