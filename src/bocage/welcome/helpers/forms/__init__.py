"""Forms of helpers."""
