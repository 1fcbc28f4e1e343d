"""What webhooks tell of, by room."""
