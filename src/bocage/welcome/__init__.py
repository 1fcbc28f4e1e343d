"""Welcome: settlement projects, and the people who answer, host and accompany households."""
