"""On what the rights of the club are asked, by subject."""
