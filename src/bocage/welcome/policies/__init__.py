"""Who may do what in the welcome, by subject."""
