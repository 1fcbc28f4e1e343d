"""Changes of state of mailings."""
