"""What changed, who changed it and when, where a page tells it."""
