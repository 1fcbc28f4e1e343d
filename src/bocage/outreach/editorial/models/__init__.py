"""Rows of editorial."""
