"""Rows of evenings."""
