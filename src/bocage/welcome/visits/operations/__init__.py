"""Changes of state of visits."""
