"""What follows from events of training."""
