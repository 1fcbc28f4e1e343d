"""Spans of time as PostgreSQL measures them: in hours, and their median."""

from typing import Any

from django.db.models import Aggregate, FloatField, Func
from django.db.models.expressions import Combinable, CombinedExpression, ExpressionWrapper
from django.db.models.fields import DurationField


class _Hours(Func):
    function = "EXTRACT"
    template = "(EXTRACT(EPOCH FROM %(expressions)s) / 3600.0)::double precision"
    output_field = FloatField()


class _Median(Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    allow_distinct = False
    output_field = FloatField()


def in_hours(span: CombinedExpression | Combinable) -> Func:
    """Converts a difference of two times to hours."""
    return _Hours(ExpressionWrapper(span, output_field=DurationField()))


def median_of(value: Func, **options: Any) -> Aggregate:
    """Returns the aggregate of the median; None without any value."""
    return _Median(value, **options)
