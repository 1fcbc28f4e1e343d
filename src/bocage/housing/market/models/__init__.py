"""Rows of market."""
