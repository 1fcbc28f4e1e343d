"""Pages of household portal."""
