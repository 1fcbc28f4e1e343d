"""Addresses of editorial."""
