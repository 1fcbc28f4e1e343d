"""Every change of state of the club, by subject."""
