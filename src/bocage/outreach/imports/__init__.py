"""Files that others made, read without the database."""
