"""Rows of scheduling."""
