"""Changes of state of admissions."""
