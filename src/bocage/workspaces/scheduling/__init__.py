"""Scheduling of spaces: opening hours, eligibility, and holds.

Hours, closures, rules, bookings, holds and series are rows; availability, permissions and prices
are computed from the cached plan of a place.
"""
