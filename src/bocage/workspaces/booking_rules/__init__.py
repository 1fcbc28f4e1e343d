"""Booking rules of places and resources: who may book, how far ahead, how long, and on what terms."""
