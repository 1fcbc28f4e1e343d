"""What PostgreSQL computes of a project by itself, each time that it is written."""

from django.db import models


class EndOfDay(models.Func):
    """The first moment after a day of the calendar, in France."""

    template = "((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/Paris')"
    output_field = models.DateTimeField()
