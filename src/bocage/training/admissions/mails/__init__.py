"""Messages of admissions."""
