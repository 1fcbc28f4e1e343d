"""The messages of the club, by subject."""
