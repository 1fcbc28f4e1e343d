"""What places tell about a period: one module for each group of figures, one statement each."""
