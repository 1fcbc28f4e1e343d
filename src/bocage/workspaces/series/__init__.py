"""Bookings made again and again: a rule, its preview, its changes."""
