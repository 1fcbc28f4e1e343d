"""Gatherings of the club: planned, with their rooms, registrations and arrivals."""
