"""Rows of suitability."""
