"""Changes of state of cohorts."""
