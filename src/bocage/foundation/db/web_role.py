"""Role of pages in PostgreSQL, which may read and write rows, and no more.

The account that an instance connects with owns its tables: it migrates, and runs tasks and
commands. A process that serves pages takes a second role on each of its connections, named after
the account (`bocage_web`), which owns nothing. It cannot alter a table, write history, nor bypass
the policies of row-level security (docs/decisions/a-role-for-pages.md).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pghistory.models
import pgtrigger
import structlog
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from bocage.foundation.db.database import POOLED

logger = structlog.get_logger("bocage.database")

_ASSUMED = "bocage_has_the_role_of_pages"
_READ_ONLY = ("django_migrations",)

STATE = """
SELECT session_user || '_web', role.oid IS NOT NULL,
       coalesce(pg_has_role(session_user, role.oid, 'SET'), false)
FROM (SELECT) AS one LEFT JOIN pg_roles AS role ON role.rolname = session_user || '_web'
"""
TAKE = """
SELECT set_config('role', rolname, false) FROM pg_roles
WHERE rolname = session_user || '_web' AND pg_has_role(session_user, oid, 'SET')
"""
FIND = "SELECT current_user WHERE current_user = session_user || '_web'"
DIFFERENCES = r"""
WITH relation AS (
    SELECT oid, relname AS name, relkind = 'S' AS is_sequence,
           CASE WHEN relkind = 'S' THEN ARRAY['USAGE', 'SELECT']
                WHEN relname = ANY (%(read_only)s) THEN ARRAY['SELECT']
                ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] END AS wanted
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      AND pg_has_role(session_user, relowner, 'USAGE')
), differing AS (
    SELECT name, is_sequence, privilege, privilege = ANY (wanted) AS is_wanted
    FROM relation, unnest(CASE WHEN is_sequence THEN ARRAY['USAGE', 'SELECT', 'UPDATE'] ELSE
        ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
    END) AS privilege
    WHERE (privilege = ANY (wanted)) <> CASE
        WHEN is_sequence THEN has_sequence_privilege(session_user || '_web', oid, privilege)
        ELSE has_table_privilege(session_user || '_web', oid, privilege) END
)
SELECT format(
    '%%s %%s ON %%s public.%%I %%s %%I',
    CASE WHEN is_wanted THEN 'GRANT' ELSE 'REVOKE' END, string_agg(privilege, ', '),
    CASE WHEN is_sequence THEN 'SEQUENCE' ELSE 'TABLE' END, name,
    CASE WHEN is_wanted THEN 'TO' ELSE 'FROM' END, session_user || '_web'
) FROM differing GROUP BY name, is_sequence, is_wanted
UNION ALL
SELECT format(
    'ALTER FUNCTION %%s SECURITY DEFINER SET search_path = public, pg_temp', oid::regprocedure
) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND NOT prosecdef AND (
    proname = ANY (%(recorders)s)
    OR proname LIKE 'pgtrigger\_%%' AND EXISTS (
        SELECT FROM pg_class WHERE relrowsecurity AND prosrc ~ ('\m' || relname || '\M')
    )
)
UNION ALL
SELECT format('GRANT USAGE ON SCHEMA public TO %%I', session_user || '_web')
WHERE NOT has_schema_privilege(session_user || '_web', 'public', 'USAGE')
"""


def ensure_web_role() -> bool:
    """Creates the role if it is missing, grants the missing privileges and revokes the excess ones.

    Returns True if the role is in place, and False if the account of an outside server may not
    create it. Called after the migrations; if nothing differs, it writes nothing.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements_for_operator():
                cursor.execute(statement)
            differences = differences_of_web_role()
            if differences:
                cursor.execute("; ".join(differences))
    except ProgrammingError as refused:
        logger.warning(
            "no_role_for_pages", why=str(refused).strip(), run="; ".join(statements_for_operator())
        )
        return False
    return True


def differences_of_web_role() -> list[str]:
    """Returns the SQL statements that would give the role of pages, which exists, the rights that
    it lacks.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            DIFFERENCES,
            {
                "read_only": [*tables_of_history(), *_READ_ONLY],
                "recorders": list(_history_functions()),
            },
        )
        return sorted(statement for (statement,) in cursor.fetchall())


def statements_for_operator() -> list[str]:
    """Returns the SQL statements that the administrator of an outside server runs once, where our
    account may not create the role of pages.
    """
    name, exists, is_ours = _state()
    account = name.removesuffix("_web")
    statements = [] if exists else [f'CREATE ROLE "{name}" NOLOGIN NOINHERIT']
    if not is_ours:
        statements.append(f'GRANT "{name}" TO "{account}" WITH SET TRUE, INHERIT FALSE')
    return statements


def serve_in_web_role() -> None:
    """Makes each connection that this process opens from now on take the role of pages."""
    connection_created.connect(_take_on_connection, dispatch_uid="role_of_pages")


def serves_pages(wrapper: BaseDatabaseWrapper) -> bool:
    """Checks whether a connection was opened to serve pages, even if it has left their role for a
    moment.
    """
    return hasattr(wrapper, _ASSUMED)


def has_web_role(wrapper: BaseDatabaseWrapper) -> bool:
    """Checks whether a connection has the role of pages now."""
    return bool(getattr(wrapper, _ASSUMED, ""))


def is_pooled(wrapper: BaseDatabaseWrapper) -> bool:
    """Checks whether a connection is behind a pooler in transaction mode, and so ours for one
    transaction at a time (`database.go_through_pooler`).
    """
    return bool(wrapper.settings_dict.get(POOLED))


def take_web_role(wrapper: BaseDatabaseWrapper) -> bool:
    """Switches an open connection to the role of pages, and returns False if there is no such role
    that its account may take.

    Behind a pooler the connection has the role already, by the `connect_query` of the pooler: a
    session setting would leak to another process.
    """
    row = wrapper.connection.execute(FIND if is_pooled(wrapper) else TAKE).fetchone()
    setattr(wrapper, _ASSUMED, row[0] if row else "")
    return row is not None


def leave_web_role(wrapper: BaseDatabaseWrapper) -> None:
    """Returns a connection to the role of its account, and marks it as no longer serving pages."""
    wrapper.connection.execute("RESET ROLE")
    delattr(wrapper, _ASSUMED)


@contextmanager
def as_the_instance() -> Iterator[None]:
    """Leaves the role of pages for a block, in which a page has the rights of the instance.

    For writes that no person of the request may do, such as clearing the history of an erased
    person. It is one transaction, or a savepoint of the current one, whose end restores the role
    in any case. In a process without the role of pages, it changes nothing.
    """
    role: str = getattr(connection, _ASSUMED, "")
    if not role:
        yield
        return
    with transaction.atomic(savepoint=False):
        connection.ensure_connection()
        # Below Django's connection: the role is not a statement of a page.
        connection.connection.execute("SET LOCAL ROLE NONE")
        setattr(connection, _ASSUMED, "")
        try:
            yield
            connection.connection.execute("SELECT set_config('role', %s, true)", [role])
        finally:
            setattr(connection, _ASSUMED, role)


@cache
def tables_of_history() -> tuple[str, ...]:
    """Returns the tables that only triggers write, and that the role of pages may read at most."""
    events = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and model._meta.managed
    }
    return (*sorted(events), pghistory.models.Context._meta.db_table)


@cache
def _history_functions() -> tuple[str, ...]:
    triggers: Iterable[tuple[Any, Any]] = pgtrigger.registered()
    recorders = {
        trigger.get_pgid(model)
        for model, trigger in triggers
        if type(trigger).__module__.startswith("pghistory")
    }
    return (*sorted(recorders), "_pgh_attach_context")


def _take_on_connection(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if not take_web_role(connection):
        logger.warning("pages_without_their_role")


def _state() -> tuple[str, bool, bool]:
    """Returns the name of the role, whether it exists, and whether our account may take it."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        name, exists, is_ours = cursor.fetchone()
    return name, exists, is_ours
