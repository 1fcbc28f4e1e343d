"""Addresses of household portal."""
