"""The pages of webhooks, by subject."""
