"""Messages of projects."""
