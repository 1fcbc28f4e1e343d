"""The parts of the two pages of a project, by subject."""
