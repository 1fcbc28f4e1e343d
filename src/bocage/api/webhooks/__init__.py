"""Webhooks: another software is told, signed, of what its owner's pages would show."""
