"""Figures of the home page, counted from what the instance holds."""
