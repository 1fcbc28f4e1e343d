"""Changes of state of follow ups."""
