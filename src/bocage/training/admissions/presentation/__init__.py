"""Presentation of admissions."""
