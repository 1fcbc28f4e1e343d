"""What is answered by one click in a mail of the course, by subject."""
