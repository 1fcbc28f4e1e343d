"""Registrations to dated events with limited seats, whatever their audience.

An upper room decides who is invited and what else happens: it derives its models from `Event` and
`Registration`, and describes itself in an `EventKind`, which every operation here uses.
"""
