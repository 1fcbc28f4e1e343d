"""What the course adds to the Espace, by subject."""
