"""What outreach prints."""
