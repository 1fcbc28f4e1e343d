"""What each subject tells of how a commune welcomes, for the ranking."""
