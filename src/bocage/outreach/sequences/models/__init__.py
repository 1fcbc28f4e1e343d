"""Rows of sequences."""
