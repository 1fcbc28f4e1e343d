"""Shelf life of a figure: how many months it is displayed before it must be checked again."""

from django.db.models import DateField, Func

USUAL_MONTHS = 12
MAX_MONTHS = 120
"""Ten years: a census, a network that was built. Longer would go without any check."""


class MonthsLater(Func):
    """SQL function that adds months to a date, clamped to the last day of a shorter month, as
    PostgreSQL counts months (`make_interval`)."""

    arity = 2
    arg_joiner = " + make_interval(months => "
    template = "(%(expressions)s))::date"
    output_field = DateField()
