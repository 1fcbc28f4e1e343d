"""What acts in the name of somebody: tokens of the API and applications."""
