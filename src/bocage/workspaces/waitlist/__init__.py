"""Who waits for a space that is taken, and what they are offered."""
