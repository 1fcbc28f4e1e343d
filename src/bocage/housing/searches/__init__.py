"""Saved searches: asked for, confirmed, changed, stopped, attached to an account."""
