"""Forms of contact."""
