"""Changes of state of waitlist."""
