"""Addresses of suitability."""
