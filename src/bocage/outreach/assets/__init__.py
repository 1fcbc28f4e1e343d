"""Assets of the territory, with figures, sources and pictures."""
