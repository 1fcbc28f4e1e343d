"""What is answered by one click in a mail of outreach, by subject."""
