"""How long a figure is told before somebody must look at it again."""

from django.db.models import DateField, Func

USUAL_MONTHS = 12
MOST_MONTHS = 120
"""Ten years: a census, a network that was built. Nothing is true for longer without a look."""


class MonthsLater(Func):
    """The day that stands a number of months after another, the last of the month where that one
    is shorter, as PostgreSQL counts months (`make_interval`)."""

    arity = 2
    arg_joiner = " + make_interval(months => "
    template = "(%(expressions)s))::date"
    output_field = DateField()
