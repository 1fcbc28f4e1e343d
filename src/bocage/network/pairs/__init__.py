"""Monthly introductions of members, two by two."""
