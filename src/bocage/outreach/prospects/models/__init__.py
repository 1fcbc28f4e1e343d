"""Rows of prospects."""
