"""Refusals of admissions."""
