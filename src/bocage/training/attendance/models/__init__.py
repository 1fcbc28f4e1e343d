"""Rows of attendance."""
