"""What outreach writes, by subject."""
