"""Rows of projects."""
