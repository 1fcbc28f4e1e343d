"""Addresses of commune portal."""
