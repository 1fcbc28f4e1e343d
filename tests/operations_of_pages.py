"""Runs the operations that a test calls for a person in the role of pages, as that person.

    run_as_pages("bocage.welcome")

Pages call them this way. As the owner of the tables, outside a request, an operation would read and
write rows that row-level security hides from the person. A test that calls an operation without
`by`, or with `by=None`, calls it as a scheduled job, which owns the tables.

An operation must see all rows that its decision needs: if row-level security hides a row that it
reads or writes, the test fails.

`python -m scripts.walk_operations` lists the operations that no test runs this way.
"""

import inspect
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import psycopg
from django.db import connection

from bocage.foundation.db.hidden_rows import RowsHidden, walled_tables
from bocage.foundation.db.web_role import has_web_role, serves_pages
from bocage.foundation.http.row_security import forget_reader, read_by_secret_address, read_for
from bocage.foundation.subjects import modules_in, subjects_of
from bocage.people.models import Person
from tests.databases.role_of_pages import in_the_role_of_pages, is_alone

_NAME = re.compile(r'"(\w+)"')
WRITES_TO = "BOCAGE_OPERATIONS_WALKED"
_ran: set[str] = set()
_names: dict[CodeType, str] = {}
_by_link: ContextVar[bool] = ContextVar("operations_by_link", default=False)


def run_as_pages(room: str) -> None:
    """Have each operation of a room and of its subjects run as a page runs it, where a test calls
    it.

    Call it before the tests are read: they import the operations by name.
    """
    for module in _modules_of(room):
        for name, operation in _operations_of(module):
            setattr(module, name, _as_a_page(operation))
            if WRITES_TO in os.environ:
                _note_runs_of(operation)


def write_what_ran(folder: Path, process: str) -> None:
    """Write the operations that ran in the role of pages in this process, one a line."""
    (folder / process).write_text("\n".join(sorted(_ran)))


def operations_of(room: str) -> set[str]:
    """Returns the names of the operations of a room that take a person."""
    return {
        f"{module.__name__}.{name}"
        for module in _modules_of(f"bocage.{room}")
        for name, _operation in _operations_of(module)
    }


@contextmanager
def from_a_signed_link() -> Iterator[None]:
    """Have the operations that a test calls read as from the link of a mail, which opens more than
    whoever follows it sees when signed in."""
    token = _by_link.set(True)
    try:
        yield
    finally:
        _by_link.reset(token)


def _modules_of(room: str) -> list[ModuleType]:
    modules: list[ModuleType] = []
    for package in (room, *subjects_of(room)):
        if "operations" in modules_in(package):
            operations = import_module(f"{package}.operations")
            names = modules_in(operations.__name__)
            modules += [import_module(f"{operations.__name__}.{name}") for name in names]
            modules += [] if names else [operations]
    return modules


def _operations_of(module: ModuleType) -> list[tuple[str, Callable[..., Any]]]:
    return [
        (name, function)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
    ]


def _as_a_page(operation: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(operation)
    def run(*values: Any, **keywords: Any) -> Any:
        by = keywords.get("by")
        if (
            not isinstance(by, Person)
            or by.pk is None
            or serves_pages(connection)
            or not _is_called_by_a_test()
        ):
            return operation(*values, **keywords)
        connection.ensure_connection()
        with in_the_role_of_pages(), connection.execute_wrapper(_expect_every_row_read):
            if _by_link.get():
                read_by_secret_address()
            else:
                read_for(by.pk)
            try:
                return operation(*values, **keywords)
            finally:
                forget_reader()

    return run


def _note_runs_of(operation: Callable[..., Any]) -> None:
    """Notes that an operation begins in the role of pages, whoever calls it."""
    tool, code = sys.monitoring.PROFILER_ID, inspect.unwrap(operation).__code__
    if sys.monitoring.get_tool(tool) is None:
        sys.monitoring.use_tool_id(tool, "operations of pages")
        sys.monitoring.register_callback(tool, sys.monitoring.events.PY_START, _note_run)
    _names[code] = f"{operation.__module__}.{operation.__name__}"
    sys.monitoring.set_local_events(tool, code, sys.monitoring.events.PY_START)


def _note_run(code: CodeType, _offset: int) -> None:
    if serves_pages(connection):
        _ran.add(_names[code])


def _is_called_by_a_test() -> bool:
    return str(sys._getframe(2).f_globals["__name__"]).startswith("tests.")


def _expect_every_row_read(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Mapping[str, Any]
) -> Any:
    wrapper = context["connection"]
    is_read = isinstance(sql, str) and sql.startswith("SELECT")
    if is_read and has_web_role(wrapper) and is_alone(wrapper):
        names = walled_tables(wrapper) & set(_NAME.findall(sql))
        if names and _rows(wrapper, sql, params) != _rows(wrapper, sql, params, of_owner=True):
            raise RowsHidden(f"rows of {', '.join(sorted(names))} are hidden from: {sql}")
    return execute(sql, params, many, context)


def _rows(wrapper: Any, sql: str, params: Any, *, of_owner: bool = False) -> Counter[str]:
    raw = wrapper.connection
    with raw.transaction(force_rollback=True), psycopg.ClientCursor(raw) as cursor:
        if of_owner:
            cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(sql, params)
        return Counter(map(repr, cursor.fetchall()))
