"""What each subject tells in the timeline of a project."""
