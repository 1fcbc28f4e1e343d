"""Places and their resources: rows, photos, census, and hosts."""
