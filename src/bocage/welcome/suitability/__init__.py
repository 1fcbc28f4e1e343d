"""Which communes suit a household: what it asks, how it is marked, and how it is told."""
