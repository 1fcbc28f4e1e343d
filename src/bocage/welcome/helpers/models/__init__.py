"""Rows of helpers."""
