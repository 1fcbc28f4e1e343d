"""What people answer by mail with one button, by subject."""
