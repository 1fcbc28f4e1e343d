"""Api of search."""
