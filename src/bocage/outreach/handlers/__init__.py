"""What outreach does about events of lower rooms, by subject."""
