"""Figures of the home page, counted from the content of the instance."""
