"""What outreach adds to the Espace, by subject."""
