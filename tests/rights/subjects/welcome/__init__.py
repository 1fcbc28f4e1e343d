"""What the grid of rights asks about in the welcome, by subject."""
