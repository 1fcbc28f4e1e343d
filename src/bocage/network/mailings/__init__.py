"""Announcements and monthly digests: audience, sending rate, delivery."""
