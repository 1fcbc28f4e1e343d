"""Address book: people of the territory who help households, and requests to them."""
