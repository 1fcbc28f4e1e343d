"""What outreach adds to the file of a project, by subject."""
