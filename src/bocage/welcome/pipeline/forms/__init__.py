"""Forms of pipeline."""
