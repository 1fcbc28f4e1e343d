"""Policies of admissions."""
