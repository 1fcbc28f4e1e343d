"""What follows, after the commit, from what has happened elsewhere, by subject."""
