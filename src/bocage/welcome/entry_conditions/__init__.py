"""What each subject asks of a project that enters a stage."""
