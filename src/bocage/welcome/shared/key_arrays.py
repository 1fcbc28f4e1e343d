"""Rows chosen by an array of keys, of which there may be thousands."""

from django.db.models import BooleanField, Func


class IsAmong(Func):
    """Whether a key is among those of an array, which PostgreSQL makes once, before it looks for
    each in the index: of an `IN`, it might read the whole table instead."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("
    output_field = BooleanField()
