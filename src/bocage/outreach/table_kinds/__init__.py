"""The tables that are brought in to go and meet people."""
