"""Homes of the demo, with their pictures."""
