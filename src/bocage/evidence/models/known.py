"""Rows that are true from one night until another: what was known then can be read again."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Func, Q


class Nights(Func):
    """The nights from the first to the last but one, as a range of dates."""

    function = "daterange"
    output_field = DateRangeField()


class SeriesKey(Func):
    """One number for an indicator, a level, a scope and a span, so that the index that keeps
    figures apart compares one number and not four texts: a row costs it a tenth. That two series
    have one number is as likely as that nobody ever sees it (2⁻⁶⁴ for a pair), and would refuse a
    figure, never confuse two.
    """

    function = "hashtextextended"
    arg_joiner = " || ' ' || "
    template = "%(function)s(%(expressions)s, 0)"
    output_field = models.BigIntegerField()


class KnownQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows with `known_from` and `known_until` (excluded), as one night knew them."""

    def known(self) -> Self:
        """As the last night knows them."""
        return self.filter(known_until=None)

    def known_on(self, night: date) -> Self:
        """As they were known after a night of before: what a report of then was made from."""
        return self.filter(Q(known_until=None) | Q(known_until__gt=night), known_from__lte=night)
