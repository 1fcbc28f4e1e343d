"""Changes of state of commune portal."""
