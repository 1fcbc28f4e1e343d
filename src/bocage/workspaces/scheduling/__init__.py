"""Scheduling of spaces: bookings and holds as rows, the cached plan of a place, and what it allows.

The plan joins the resources of a place with its opening hours, booking rules and prices. From it
are computed the free time, and the refusal or the alternatives that a person receives.
"""
