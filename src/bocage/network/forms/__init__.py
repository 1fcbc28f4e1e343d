"""What people of the club fill in, by subject."""
