"""Places of the demo, and their users."""
