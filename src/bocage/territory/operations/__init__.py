"""What changes the territory: imports alone, started from the command line of the instance."""
