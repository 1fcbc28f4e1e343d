"""The pages of the welcome, by subject."""
