"""Condition on a column by the keys of other rows, which PostgreSQL reads first, and once.

Of a join of two conditions that PostgreSQL has no statistics of, it expects a row or none, and then
compares every row of one table with every row of the other.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


def is_among(column: str, keys: QuerySet[Any, Any]) -> Func:
    """Returns the condition that a column has one of the values of a query set of one column:
    `Member.objects.filter(is_among("commune", communes.values("pk")))`.
    """
    return Func(
        F(column),
        ArraySubquery(keys.order_by()),
        template="(%(expressions)s))",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )
