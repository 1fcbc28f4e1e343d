"""Housing demand around a commune: anonymous counts of households by criteria."""
