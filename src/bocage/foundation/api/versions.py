"""Versions of public data: a process compares them to know whether a cached response is valid.

Triggers increment them in the transaction of each change (`PublicVersion`). A version is the number
of rows of the watched subjects and the sum of their counters. Both only grow, and each commit makes
one of them grow, in whatever order transactions began (docs/decisions/api-kept-answers.md).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pgtrigger

from bocage.foundation.db.prepared_statements import prepared_cursor
from bocage.foundation.http.replica import reading_alias
from bocage.foundation.models.api import PublicVersion

Version = tuple[int, int]

READ = """
    SELECT count(*), coalesce(sum(number), 0)::bigint, max(at) FROM (
        SELECT number, at FROM foundation_publicversion
        WHERE subject = ANY (%(whole)s::text[]) AND object = %(all)s::uuid
        UNION ALL
        SELECT number, at FROM foundation_publicversion
        WHERE subject = ANY (%(partly)s::text[]) AND object = ANY (%(objects)s::uuid[])
    ) AS watched
"""


@dataclass(frozen=True, slots=True)
class Watch:
    """Subjects of which any change counts, and subjects of which only some objects count."""

    whole: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    objects: frozenset[UUID] = frozenset()

    def read(self) -> tuple[Version, datetime | None]:
        """Reads the current version, and the time of the last change, if there was any.

        One statement, on the database from which the response is read, so that a version is never
        newer than the response that is cached under it.
        """
        with prepared_cursor(reading_alias()) as cursor:
            cursor.execute(
                READ,
                {
                    "whole": list(self.whole),
                    "all": PublicVersion.WHOLE,
                    "partly": list(self.partly),
                    "objects": list(self.objects),
                },
            )
            count, total, last = cursor.fetchone()
        return (count, total), last


def counts_changes_of(subject: str) -> pgtrigger.Trigger:
    """Counts each statement that writes to a table, as a change of the whole subject."""
    return pgtrigger.Trigger(
        name="public_version",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"{_count_sql(subject, f"'{PublicVersion.WHOLE}'")} RETURN NULL;",
    )


def counts_changes_of_each(
    subject: str, *, object_sql: str, unless: str = "false"
) -> pgtrigger.Trigger:
    """Makes a trigger that counts each written row as a change of one object and of the whole
    subject.

    `object_sql` is SQL for the object, which reads the row as the variable that is declared here.
    `unless` is a condition on an update (OLD, NEW) that changes nothing public.
    """
    return pgtrigger.Trigger(
        name="public_version",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("changed", "record")],
        func=f"""
            IF TG_OP = 'UPDATE' THEN
                IF {unless} THEN
                    RETURN NULL;
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN
                changed := OLD;
            ELSE
                changed := NEW;
            END IF;
            {_count_sql(subject, object_sql)}
            RETURN NULL;
        """,
    )


def _count_sql(subject: str, objects: str) -> str:
    return f"PERFORM foundation_count_change('{subject}', {objects});"
