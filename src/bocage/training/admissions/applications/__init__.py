"""Applications of admissions."""
