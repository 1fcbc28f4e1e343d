"""Statistics by which PostgreSQL plans its queries, gathered as soon as many rows were written."""

import time

import structlog
from django.db import connection, transaction
from psycopg import sql

logger = structlog.get_logger(__name__)

CHANGED_TABLES = """
    SELECT stat.relname FROM pg_stat_user_tables stat
    JOIN pg_class class ON class.oid = stat.relid
    WHERE stat.schemaname = current_schema()
    AND pg_has_role(class.relowner, 'USAGE')
    AND stat.n_mod_since_analyze > %s + %s * stat.n_live_tup
    ORDER BY stat.relname
"""
THRESHOLD_ROWS, THRESHOLD_SHARE = 20, 0.1
"""Number of rows, plus share of its rows, that may change before a table is analyzed again."""


def analyze_after_commit() -> None:
    """Gathers the statistics of the tables that changed, once the transaction is committed; a
    failure is logged, and changes nothing else.
    """
    transaction.on_commit(analyze_changed_tables, robust=True)


def analyze_changed_tables() -> list[str]:
    """Analyzes each table of this account of which many rows have changed, and returns their names.

    PostgreSQL does so itself, within a minute or two; until then it may read a whole table where an
    index would give ten rows. Called at the end of bulk writes, after their transaction.
    """
    started = time.monotonic()
    with connection.cursor() as cursor:
        # Otherwise the writes of a session are counted only within a second.
        cursor.execute("SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()")
        cursor.execute(CHANGED_TABLES, [THRESHOLD_ROWS, THRESHOLD_SHARE])
        tables = [name for (name,) in cursor.fetchall()]
        if tables:
            names = sql.SQL(", ").join(map(sql.Identifier, tables))
            statement = sql.SQL("ANALYZE {}").format(names)
            cursor.execute(statement)
    if tables:
        seconds = round(time.monotonic() - started, 2)
        logger.info("statistics_gathered", tables=tables, seconds=seconds)
    return tables
