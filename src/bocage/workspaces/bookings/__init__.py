"""Bookings: the page of a place that makes them, and what may become of them.

Made, asked for, decided, moved, cancelled and taken back; whom they bring; what is written about
them, by mail and in calendars.
"""
