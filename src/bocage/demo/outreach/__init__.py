"""Outreach of the demo's Orne."""
