"""Deduplication: listings find their dwellings; people judge doubtful pairs."""
