"""Changes of state of evenings."""
