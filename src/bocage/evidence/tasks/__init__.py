"""What the room of evidence does by the clock, one module a subject."""
