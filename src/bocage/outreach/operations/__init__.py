"""Every change of state of outreach, by subject."""
