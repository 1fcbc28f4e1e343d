"""What outreach keeps about people, told to them, by subject."""
