"""Front desk: the day of a place, its board, its doors, arrivals, and messages to visitors."""
