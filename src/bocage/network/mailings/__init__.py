"""Announcements and monthly digests: to whom, at which pace, and what arrived."""
