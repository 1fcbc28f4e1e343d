"""A place as its host sets it: its card, spaces, hours, closures and end."""
