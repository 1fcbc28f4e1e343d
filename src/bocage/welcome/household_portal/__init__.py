"""Pages of a project for its household: its answers, its adults, and how it ends."""
