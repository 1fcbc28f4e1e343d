"""What subjects add to the pages of editors."""
