"""Notifications of admissions."""
