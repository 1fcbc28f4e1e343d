"""Opening hours of places: weekly hours, exceptional days, closures, and the free time in them."""
