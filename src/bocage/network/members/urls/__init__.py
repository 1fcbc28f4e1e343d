"""Addresses of members."""
