"""Messages of weekends."""
