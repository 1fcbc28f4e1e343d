"""Pages of commune portal."""
