"""What may be done in the first steps of an instance."""
