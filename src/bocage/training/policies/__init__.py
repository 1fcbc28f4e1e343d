"""Who may do what in the course, by subject."""
