"""What each subject adds to the public page of a programme."""
