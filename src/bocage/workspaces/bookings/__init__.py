"""Bookings: the booking page of a place, and the life of bookings.

Made, requested, decided, moved, cancelled and restored; their guests, their mails and their
calendar events.
"""
