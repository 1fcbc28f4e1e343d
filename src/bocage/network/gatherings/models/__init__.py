"""Rows of gatherings."""
