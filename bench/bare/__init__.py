"""The barest Django site that books a room: what the booking bench is compared with.

It keeps what the framework and the database cost (a session, the token of a form, somebody who
is signed in, an exclusion constraint, one plain page) and nothing of what Bocage does.
"""
