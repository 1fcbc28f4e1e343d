"""What the club adds to the Espace, by subject."""
