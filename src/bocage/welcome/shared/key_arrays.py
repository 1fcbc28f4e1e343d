"""Filter by an array of keys, of which there may be thousands."""

from django.db.models import BooleanField, Func


class IsAmong(Func):
    """Condition that a key is among those of an array, which PostgreSQL evaluates once before it
    looks up each key in the index: with `IN`, it might read the whole table instead.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("
    output_field = BooleanField()
