"""Evenings in cities: planning, registration, attendance, thanks."""
