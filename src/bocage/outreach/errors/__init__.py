"""What outreach refuses, by subject."""
