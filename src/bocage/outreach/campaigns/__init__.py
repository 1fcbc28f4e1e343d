"""Campaigns: tracked links, expenses and results, and the département of a contact request."""
