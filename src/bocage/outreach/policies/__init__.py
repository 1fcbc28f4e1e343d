"""Who may do what in outreach, by subject."""
