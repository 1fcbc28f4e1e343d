"""Changes of state of assets."""
