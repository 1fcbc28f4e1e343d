"""Homes that a household follows, visits and chooses, and its saved search in the housing watch."""
