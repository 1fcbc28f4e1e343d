"""Pages of follow ups."""
