"""Columns of a project that PostgreSQL generates at each write."""

from django.db import models


class EndOfDay(models.Func):
    """Expression for the first moment after a calendar day, in France."""

    template = "((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/Paris')"
    output_field = models.DateTimeField()
