"""What the welcome adds to the Espace, by subject."""
