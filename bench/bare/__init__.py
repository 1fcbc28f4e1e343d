"""Minimal Django site that books a room, as the reference of the booking bench.

It has the costs of the framework and the database (a session, a CSRF token, a signed-in person,
an exclusion constraint, one plain page) and none of Bocage.
"""
