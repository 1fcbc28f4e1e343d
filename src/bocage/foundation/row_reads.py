"""Reading one row by a key, with the statement made once.

A query set makes its SQL anew at each call, which for a row read at every request costs more
than the answer of the database. Measured with `bocage bench booking`.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import connection, models


class RowRead[M: models.Model]:
    """`RowRead(Person, "id").get(key)`: the row of a model whose column equals the key.

    It returns the same object as `Model.objects.filter(column=key).first()` would, or with
    `select_related(joined)` where the name of a foreign key is given.
    """

    def __init__(self, model: type[M], column: str, *, joined: str = "") -> None:
        self._model, self._column, self._joined = model, column, joined

    def get(self, key: Any) -> M | None:
        field: Any = self._model._meta.get_field(self._column)
        with connection.cursor() as cursor:
            cursor.execute(self._statement, [field.get_db_prep_value(key, connection)])
            values = cursor.fetchone()
        if values is None:
            return None
        row: M = self._own.row(values)
        if self._related is not None:
            setattr(row, self._joined, self._related.row(values[len(self._own.names) :]))
        return row

    @cached_property
    def _own(self) -> "_Columns":
        return _Columns(self._model)

    @cached_property
    def _related(self) -> "_Columns | None":
        field: Any = self._model._meta.get_field(self._joined) if self._joined else None
        return _Columns(field.related_model) if field else None

    @cached_property
    def _statement(self) -> str:
        quote = connection.ops.quote_name
        field: Any = self._model._meta.get_field(self._column)
        columns, tables = self._own.quoted, self._own.table
        if self._related is not None:
            link: Any = self._model._meta.get_field(self._joined)
            columns += self._related.quoted
            tables += (
                f" LEFT JOIN {self._related.table}"
                f" ON {self._related.table}.{quote(link.target_field.column)}"
                f" = {self._own.table}.{quote(link.column)}"
            )
        return (
            f"SELECT {', '.join(columns)} FROM {tables}"  # noqa: S608 - names of our own models
            f" WHERE {self._own.table}.{quote(field.column)} = %s"
        )


class _Columns:
    """The columns of a model, and what turns their values into a row."""

    def __init__(self, model: type[models.Model]) -> None:
        quote = connection.ops.quote_name
        fields: list[Any] = list(model._meta.concrete_fields)
        self._model = model
        self._key = fields.index(model._meta.pk)
        self.table = quote(model._meta.db_table)
        self.names = [field.attname for field in fields]
        self.quoted = [f"{self.table}.{quote(field.column)}" for field in fields]
        self._converters = [
            (position, convert, field.cached_col)
            for position, field in enumerate(fields)
            for convert in (
                *connection.ops.get_db_converters(field.cached_col),
                *field.get_db_converters(connection),
            )
        ]
        """What turns a column into the field's value, where psycopg does not do it all."""

    def row(self, values: Sequence[Any]) -> Any:
        """The row, from values that begin with its own; None where an outer join has none."""
        if values[self._key] is None:
            return None
        converted = list(values[: len(self.names)])
        for position, convert, expression in self._converters:
            converted[position] = convert(converted[position], expression, connection)
        return self._model.from_db(connection.alias, self.names, converted)
