"""Who may do what in the club, by subject."""
