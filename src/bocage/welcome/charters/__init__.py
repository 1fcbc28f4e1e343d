"""Welcome charter of a commune, and its commitments."""
