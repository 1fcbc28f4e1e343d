"""Reading one row by a key, with the statement made once.

A query set makes its SQL anew at each call, which for a row read at every request costs more
than the answer of the database. Measured with `bocage bench booking`.
"""

from functools import cached_property
from typing import Any

from django.db import connection, models


class RowRead[M: models.Model]:
    """`RowRead(Person, "id").get(key)`: the row of a model whose column equals the key.

    It returns the same object as `Model.objects.filter(column=key).first()` would.
    """

    def __init__(self, model: type[M], column: str) -> None:
        self._model, self._column = model, column

    def get(self, key: Any) -> M | None:
        field: Any = self._model._meta.get_field(self._column)
        with connection.cursor() as cursor:
            cursor.execute(self._statement, [field.get_db_prep_value(key, connection)])
            row = cursor.fetchone()
        if row is None:
            return None
        values = list(row)
        for position, convert, expression in self._converters:
            values[position] = convert(values[position], expression, connection)
        return self._model.from_db(connection.alias, self._names, values)

    @cached_property
    def _fields(self) -> list[Any]:
        return list(self._model._meta.concrete_fields)

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def _statement(self) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in self._fields)
        field: Any = self._model._meta.get_field(self._column)
        table = quote(self._model._meta.db_table)
        return f"SELECT {columns} FROM {table} WHERE {quote(field.column)} = %s"  # noqa: S608 - names of our own models

    @cached_property
    def _converters(self) -> list[tuple[int, Any, Any]]:
        """What turns a column into the field's value, where psycopg does not do it all."""
        return [
            (position, convert, field.cached_col)
            for position, field in enumerate(self._fields)
            for convert in (
                *connection.ops.get_db_converters(field.cached_col),
                *field.get_db_converters(connection),
            )
        ]
