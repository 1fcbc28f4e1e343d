"""Forms of prospects."""
