"""The box of ideas: suggested, voted for, discussed, answered."""
