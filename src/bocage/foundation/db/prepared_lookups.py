"""Reading one row by a key, with the statement made once.

A query set makes its SQL anew at each call, which for a row read at every request costs more
than the answer of the database. Measured with `python -m bench booking`.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.db import connection, models

from bocage.foundation.db.prepared_statements import prepared_cursor


class PreparedLookup[M: models.Model]:
    """Lookup of the row of a model whose column equals a key: `RowRead(Person, "id").get(key)`.

    It returns the same object as `Model.objects.filter(column=key).first()` would, with
    `select_related(*joined)` where foreign keys are named, and `annotate(**also)` where
    expressions of SQL are given by name. `all` returns every such row.
    """

    def __init__(
        self,
        model: type[M],
        column: str,
        *,
        joined: Sequence[str] = (),
        also: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._model, self._column, self._joined, self._also = model, column, joined, also

    def get(self, key: Any) -> M | None:
        return next(iter(self.all(key)), None)

    def all(self, key: Any) -> list[M]:
        field: Any = self._model._meta.get_field(self._column)
        with prepared_cursor() as cursor:
            cursor.execute(self._statement, [field.get_db_prep_value(key, connection)])
            return [self._row(values) for values in cursor.fetchall()]

    def _row(self, values: Sequence[Any]) -> M:
        row: M = self._columns.row(values)
        start = len(self._columns.names)
        for name, columns in self._related.items():
            setattr(row, name, columns.row(values[start:]))
            start += len(columns.names)
        for name, value in zip(self._also, values[start:], strict=True):
            setattr(row, name, value)
        return row

    @cached_property
    def _columns(self) -> "_Columns":
        return _Columns(self._model)

    @cached_property
    def _related(self) -> "dict[str, _Columns]":
        links: dict[str, Any] = {name: self._model._meta.get_field(name) for name in self._joined}
        return {name: _Columns(link.related_model) for name, link in links.items()}

    @cached_property
    def _statement(self) -> str:
        quote = connection.ops.quote_name
        field: Any = self._model._meta.get_field(self._column)
        columns, tables = list(self._columns.quoted), self._columns.table
        for name, related in self._related.items():
            link: Any = self._model._meta.get_field(name)
            columns += related.quoted
            tables += (
                f" LEFT JOIN {related.table}"
                f" ON {related.table}.{quote(link.target_field.column)}"
                f" = {self._columns.table}.{quote(link.column)}"
            )
        columns += self._also.values()
        return (
            f"SELECT {', '.join(columns)} FROM {tables}"  # noqa: S608 - names of our own models
            f" WHERE {self._columns.table}.{quote(field.column)} = %s"
        )


class _Columns:
    """Columns of a model, and the converters of their values into a row."""

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
        """Converters from a column to the field's value, for types that psycopg does not fully
        convert.
        """

    def row(self, values: Sequence[Any]) -> Any:
        """Builds the row, from values that begin with its own; None for an outer join without a
        row.
        """
        if values[self._key] is None:
            return None
        converted = list(values[: len(self.names)])
        for position, convert, expression in self._converters:
            converted[position] = convert(converted[position], expression, connection)
        return self._model.from_db(connection.alias, self.names, converted)
