"""Rows read among the first ones in an order: a walk of one index, that has an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.sql.datastructures import BaseTable

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql import Query
    from django.db.models.sql.compiler import SQLCompiler


class LimitedSubquery(BaseTable):
    """Limited query that replaces its model's table in `FROM`.

    `SELECT … FROM (SELECT … ORDER BY … LIMIT n) "table" WHERE …`: PostgreSQL reads the limited rows
    in their order, omits unused columns (so that a covering index may suffice), and stops as soon
    as it has found enough.
    """

    def __init__(self, table_name: str, alias: str, limited: Query) -> None:
        super().__init__(table_name, alias)
        self.alias = alias
        self.limited = limited

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        sql, parameters = self.limited.get_compiler(connection=connection).as_sql()
        return f"({sql}) {compiler.quote_name(self.alias)}", tuple(parameters)


def scan_limited(query: Query, limited: Query) -> None:
    """Makes a fresh query of a model read the rows of a limited query of the same model."""
    alias = query.get_initial_alias()
    query.alias_map[alias] = LimitedSubquery(query.get_meta().db_table, alias, limited)
