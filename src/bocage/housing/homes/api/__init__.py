"""Api of homes."""
