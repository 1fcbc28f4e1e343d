"""What the club does about events of lower rooms, by subject."""
