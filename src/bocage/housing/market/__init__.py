"""Housing market: sources, listings, their dwellings, and market facts."""
