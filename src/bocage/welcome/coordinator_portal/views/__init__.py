"""Pages of case file."""
