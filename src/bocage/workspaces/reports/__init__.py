"""Reports of places for a period: a module for each group of figures, one statement each."""
