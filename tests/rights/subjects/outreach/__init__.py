"""On what the rights of outreach are asked, by subject."""
