"""Readers of pages: their text, their frames, their linked data."""
