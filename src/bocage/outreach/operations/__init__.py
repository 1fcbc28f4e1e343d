"""What is done in outreach, by subject."""
