"""Juries of admissions."""
