"""Registrations to what has a date and seats, whatever its audience.

A room on top says who is invited and what else happens: it derives its models from `Event` and
`Registration`, and describes itself in an `EventKind`, which every operation here asks.
"""
