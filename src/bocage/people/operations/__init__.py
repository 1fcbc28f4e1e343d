"""What may be done to people, scopes and mandates."""
