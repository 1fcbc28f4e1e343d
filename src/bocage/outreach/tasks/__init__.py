"""What outreach does by itself, by subject."""
