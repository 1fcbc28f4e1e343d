"""Drills: faults that are made on purpose, while people book, and what was lost in them."""
