"""Detection of the columns that refer to a person, in one statement."""

from collections.abc import Collection
from functools import cache

from django.apps import apps
from django.db import connection, models

from bocage.people.models import Person


def columns_naming(person: Person, columns: Collection[str]) -> frozenset[str]:
    """Returns the columns ("app.Model.field") that refer to this person in at least one row.

    One statement.

    Raises:
        LookupError: one of them is not a column of a model.
    """
    if not columns:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_statement(frozenset(columns)), {"person": person.pk})
        (columns_found,) = cursor.fetchone()
    return frozenset(columns_found)


def foreign_key(column: str) -> models.ForeignKey[models.Model]:
    """Returns the foreign key written "app.Model.field".

    Raises:
        LookupError: no foreign key of a model has this name.
    """
    label, _dot, name = column.rpartition(".")
    for field in apps.get_model(label)._meta.concrete_fields:
        if field.name == name and isinstance(field, models.ForeignKey):
            return field
    raise LookupError(column)


@cache
def _statement(columns: frozenset[str]) -> str:
    parts = []
    for column in sorted(columns):
        field = foreign_key(column)
        rows = f'SELECT FROM "{field.model._meta.db_table}" WHERE "{field.column}" = %(person)s'
        parts.append(f"CASE WHEN EXISTS ({rows}) THEN '{column}' END")
    return f"SELECT array_remove(ARRAY[{', '.join(parts)}], NULL)"
