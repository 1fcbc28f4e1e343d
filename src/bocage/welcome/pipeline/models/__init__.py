"""Rows of pipeline."""
