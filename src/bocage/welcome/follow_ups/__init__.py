"""Follow-ups of households that live here, at 1, 3, 6, 12 and 24 months."""
