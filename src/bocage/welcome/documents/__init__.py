"""Templates of the documents of the welcome (PDF), by subject."""
