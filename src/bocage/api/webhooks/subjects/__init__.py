"""Subjects of webhooks, by room."""
