"""Observations of an indicator, as rows for `counting`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Expression, F, Func, QuerySet, Value
from django.db.models.functions import TruncDate

PARIS = ZoneInfo("Europe/Paris")

type Column = str | Expression | F


@dataclass(frozen=True)
class Written:
    """Observations given by a hand-written SQL statement, where no queryset can express them.

    The columns of the statement have the names of those of `observed`; `columns` are those that it
    has.
    """

    statement: str
    parameters: Sequence[Any] | Mapping[str, Any] = ()
    columns: frozenset[str] = field(kw_only=True)


type Rows = QuerySet[Any, dict[str, Any]] | Written
"""Rows that an indicator reads, with the counted columns."""


def as_written(rows: Rows) -> Written:
    """Returns the SQL statement of observations, from a queryset or from `Written`."""
    if isinstance(rows, Written):
        return rows
    statement, parameters = rows.query.sql_with_params()
    return Written(statement, parameters, columns=frozenset(rows.query.annotation_select))


class CountMoment(Func):
    """Time of the count: one for all that a night counts; outside a count, now.

    A value that depends on the hour (the age of the confirmation of a home) can so be counted
    again.
    """

    template = (
        "coalesce(nullif(current_setting('bocage.count_moment', true), ''),"
        " statement_timestamp()::text)::timestamptz"
    )
    output_field = DateTimeField()


def set_count_moment(moment: datetime) -> None:
    """Sets the value of `CountMoment` until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bocage.count_moment', %s, true)", [moment.isoformat()])


def observed(
    rows: QuerySet[Any],
    *,
    days: tuple[date, date] | None = None,
    day: Column | None = None,
    moment: str = "",
    commune: Column | None = None,
    departement: Column | None = None,
    place: Column | None = None,
    campaign: Column | None = None,
    partner: Column | None = None,
    numerator: Column | int = 1,
    denominator: Column | int | None = None,
    counted: Column | int | None = None,
) -> QuerySet[Any, dict[str, Any]]:
    """Converts rows to observations.

    A flow gives the `day` (a date) or the `moment` (the name of a datetime field) of each row,
    and the `days` to count (the first, and the one after the last); a stock gives none of these.
    Each row is in a `commune` (its code) or in a `departement`, or is of a `place`, a `campaign`
    or a `partner` (their keys), or of several of them. `counted` is the number of households,
    people or things behind a row: one by default.
    """
    columns: dict[str, Any] = {
        "in_commune": commune,
        "in_departement": departement,
        "in_place": place,
        "of_campaign": campaign,
        "of_partner": partner,
        "numerator": numerator,
        "denominator": denominator,
        "counted": counted,
        "on_day": TruncDate(moment, tzinfo=PARIS) if moment else day,
    }
    values = {name: _expression(column) for name, column in columns.items() if column is not None}
    if days and moment:
        rows = rows.filter(**{f"{moment}__gte": _midnight(days[0])})
        rows = rows.filter(**{f"{moment}__lt": _midnight(days[1])})
    elif days:
        rows = rows.alias(_day=_expression(day)).filter(_day__gte=days[0], _day__lt=days[1])
    return rows.order_by().values(**values)


def _expression(column: Any) -> Any:
    if isinstance(column, str):
        return F(column)
    return Value(column) if isinstance(column, int) else column


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)
