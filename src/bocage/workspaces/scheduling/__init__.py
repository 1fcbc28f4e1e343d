"""Scheduling of spaces: bookings and holds as rows, and what is free beside them.

The plan of a place says what exists and when it is open; the queries here lay over it the time that
is taken, and find alternatives.
"""
