"""Webhooks: signed notifications to other software, limited to what its owner may see on pages."""
