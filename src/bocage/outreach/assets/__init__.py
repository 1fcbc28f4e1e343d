"""Assets: what speaks for the territory, with figures, sources and pictures."""
