"""More of everything that a database of the tests holds: each row stands in it a few times more.

A copy is beside its original, under the same parent, and one is under each copy of that parent.
What a constraint refuses is told apart in one of the columns that it names, or hangs under a copy
of what it hangs under. Nothing of it goes through operations: it is there to be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import IntegrityError, InternalError, connection, models, transaction

type Kind = type[models.Model]
type Column = models.Field[Any, Any]
type Told = dict[str, tuple[str, list[Any]]]
"""Columns that a copy does not have from its original: their SQL, and its parameters."""
type Copies = dict[tuple[Kind, Any], list[Any]]
"""The keys of the copies of a row, by its table and its own key."""

BESIDE = 3
"""Copies of a row under its own parent: four of it with the original."""
MOST_COPIED = 100
"""Rows of a table that have copies."""
MOST_TRIES = 10
"""Ways in which a copy is told apart until it is given up."""
APART: dict[type[Column], tuple[str, ...]] = {
    models.UUIDField: ("md5({0}::text || '{1}')::uuid",),
    models.TextField: ("'{1}-' || {0}",),
    models.CharField: ("left('{1}-' || {0}, {2})", "left(md5({0} || {1}), 8)"),
    models.IntegerField: ("{0} + 20 * {1}",),
    models.DateField: ("{0} + 7 * {1}", "({0} + {1} * interval '1 month')::date"),
    models.DateTimeField: ("{0} + {1} * interval '7 days'",),
    models.BinaryField: ("{0} || '\\x0{1}'::bytea",),
}
"""How a column is told apart, by its name, the number of the copy and how long it may be."""
RANGE = "tstzrange(lower({0}) + {1} * interval '7 days', upper({0}) + {1} * interval '7 days')"


def write_more(kinds: Sequence[Kind], *, copies: Copies) -> None:
    """Copies each row of each table; `copies` tells those that stand there already."""
    more = _More(copies)
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {', '.join(_told_late())} IMMEDIATE")
    for kind in _parents_first(kinds):
        links = [field.attname for field in _links(kind)]
        for key, *above in kind._base_manager.order_by("pk").values_list("pk", *links)[
            :MOST_COPIED
        ]:
            more.copy(kind, key, dict(zip(links, above, strict=True)))


class _More:
    """The copies so far."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._tries = 0

    def copy(self, kind: Kind, key: Any, above: dict[str, Any]) -> None:
        """Copies a row, whose columns lead to what is `above`."""
        parent = self._parent(kind, above)
        copied = self._copies_above(kind, parent, above) if parent else []
        unders: list[Told] = [{parent: ("%s", [one])} for one in copied] + [{}] * BESIDE
        made = []
        for number, told in enumerate(unders, start=1):
            self._tries = 0
            made.append(self._insert(kind, key, above, number, _new_key(kind, number) | told))
        self._copies[kind, key] = [one for one in made if one is not None]

    def _parent(self, kind: Kind, above: dict[str, Any]) -> str:
        """The column of what a row is a part of: the first that leads to what has copies."""
        own = kind._meta.pk.attname
        columns = [own, *above] if own in above else [*above]
        return next((one for one in columns if self._copies_above(kind, one, above)), "")

    def _copies_above(self, kind: Kind, column: str, above: dict[str, Any]) -> list[Any]:
        target = kind._meta.get_field(column).related_model
        return self._copies.get((target, above[column]), [])

    def _insert(
        self, kind: Kind, key: Any, above: dict[str, Any], number: int, told: Told
    ) -> Any | None:
        """The key of a copy; nothing where it may not be there in any way."""
        self._tries += 1
        try:
            with transaction.atomic():
                return _insert(kind, key, told)
        except (IntegrityError, InternalError) as refusal:
            index = refusal.__cause__.diag.constraint_name
        for column, way in self._ways_out(kind, index, above, number):
            if column not in told and self._tries < MOST_TRIES:
                made = self._insert(kind, key, above, number, told | {column: way})
                if made is not None:
                    return made
        return None

    def _ways_out(
        self, kind: Kind, index: str, above: dict[str, Any], number: int
    ) -> Iterator[tuple[str, tuple[str, list[Any]]]]:
        fields = _fields_of(kind, index)
        for field in fields:
            for apart in _told_apart(field, number):
                yield field.attname, (apart, [])
        columns = [one.attname for one in fields if one.attname in above]
        for rank in range(len(columns)):
            column = columns[(rank + number) % len(columns)]
            copies = self._copies_above(kind, column, above)
            for turn in range(len(copies)):
                yield column, ("%s", [copies[(number + turn) % len(copies)]])


def _parents_first(kinds: Sequence[Kind]) -> list[Kind]:
    """The same, each after what it hangs under where that can be."""
    ordered: dict[Kind, None] = {}
    met: set[Kind] = set()

    def follow(kind: Kind) -> None:
        if kind not in met:
            met.add(kind)
            for field in sorted(_links(kind), key=lambda one: one.null):
                follow(field.related_model)
            ordered[kind] = None

    for kind in kinds:
        follow(kind)
    return [kind for kind in ordered if kind in set(kinds)]


def _links(kind: Kind) -> list[Column]:
    return [field for field in kind._meta.local_concrete_fields if field.remote_field]


def _insert(kind: Kind, key: Any, told: Told) -> Any:
    columns = {
        field.attname: field.column
        for field in kind._meta.local_concrete_fields
        if not field.generated and not isinstance(field, models.AutoField)
    }
    taken = [told.get(name, (f'"{column}"', [])) for name, column in columns.items()]
    names = ", ".join(f'"{column}"' for column in columns.values())
    sources = ", ".join(sql for sql, _values in taken)
    table, own = kind._meta.db_table, kind._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {sources} FROM "{table}"'  # noqa: S608 - columns
            f' WHERE "{own}" = %s RETURNING "{own}"',
            [*(value for _sql, values in taken for value in values), key],
        )
        return cursor.fetchone()[0]


def _new_key(kind: Kind, number: int) -> Told:
    own = kind._meta.pk
    if isinstance(own, models.AutoField):
        return {}
    apart = _told_apart(own, number)
    return {own.attname: (apart[0], [])} if apart else {}


def _told_apart(field: Column, number: int) -> list[str]:
    """The SQL of other values of a column; none where each of its values has a meaning."""
    column = f'"{field.column}"'
    if field.choices or field.remote_field:
        return []
    if field.get_internal_type().endswith("RangeField"):
        return [RANGE.format(column, number)]
    ways = next((APART[kind] for kind in type(field).__mro__ if kind in APART), ())
    return [way.format(column, number, field.max_length or 1000) for way in ways]


@cache
def _fields_of(kind: Kind, index: str) -> list[Column]:
    """The columns that an index of a table tells apart; where a trigger refuses, all that lead
    somewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef(oid) FROM pg_class WHERE relname = %s", [index])
        found = cursor.fetchone()
    if not found:
        return _links(kind)
    named = set(re.findall(r"\w+", found[0].split(" USING ")[1].split(" WHERE ")[0]))
    fields = kind._meta.local_concrete_fields
    told = [field for field in fields if field.column in named]
    if any(field.generated for field in told):
        told += [field for field in fields if isinstance(field, models.CharField)]
    return [field for field in told if not field.generated]


def _told_late() -> list[str]:
    """The constraints that tell rows apart at the end of a transaction only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(conname) FROM pg_constraint"
            " WHERE condeferrable AND contype IN ('u', 'x', 'p')"
        )
        return [name for (name,) in cursor.fetchall()]
