"""What the welcome keeps about people, told to them, by subject."""
