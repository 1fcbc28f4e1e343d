"""The sentences with which the club refuses, by subject."""
