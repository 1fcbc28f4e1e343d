"""Saved searches: requested, confirmed, changed, stopped, attached to an account."""
