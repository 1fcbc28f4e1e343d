"""Rows of leads."""
