"""Every change of state in the welcome, by subject."""
