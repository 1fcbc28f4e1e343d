"""Booking rules of places and resources: who may book, how far ahead, and for how long."""
