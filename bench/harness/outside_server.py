"""A PostgreSQL that is there already, measured in place of the embedded one of each instance."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from bench.harness.registry import BadArguments

OUTSIDE_VARIABLE = "BENCH_DATABASE_URL"
"""URL of an unused database of that server, which each instance copies: empty, or migrated already.
"""


def is_outside() -> bool:
    """Checks whether instances are measured on such a server."""
    return bool(os.environ.get(OUTSIDE_VARIABLE))


@contextmanager
def own_database() -> Iterator[str]:
    """Yields the address of a new database there, dropped after the block; empty without a server.

    Raises:
        BadArguments: the server does not answer, or makes no database for this account.
    """
    url = os.environ.get(OUTSIDE_VARIABLE, "")
    if not url:
        yield ""
        return
    name = f"bocage_bench_{token_hex(4)}"
    try:
        with psycopg.connect(url, autocommit=True) as server:
            names = Identifier(name), Identifier(server.info.dbname)
            server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    except psycopg.Error as error:
        raise BadArguments(f"{OUTSIDE_VARIABLE}: {error}") from None
    try:
        parts = urlsplit(url)
        yield f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
