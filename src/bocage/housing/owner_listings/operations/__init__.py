"""Changes of state of owner listings."""
