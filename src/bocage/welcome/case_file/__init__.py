"""The file of a project as whoever follows it reads it, and what is done from there."""
