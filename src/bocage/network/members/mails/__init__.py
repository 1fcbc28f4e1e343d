"""Messages of members."""
