"""Accounts of all people to whom the rows of other rooms refer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import models

from bench.harness.copying import bulk_loading, copy_lines
from bench.harness.national.life import Table
from bocage.people.models import Person


def give_accounts(rooms: Iterable[Sequence[Table]], *, now: datetime) -> int:
    """Creates the accounts that the rows of these tables refer to; returns their number.

    Copied rows are not checked, and could not be restored from a backup without them.
    """
    known_keys = set(Person.objects.values_list("pk", flat=True))
    named_keys = {key for table in chain(*rooms) for key in _named_in(table.model)} - known_keys
    lines = (f"{key}\t{key}@bench.bocage.example\tPersonne {key}" for key in sorted(named_keys))
    with bulk_loading(Person):
        return copy_lines(Person, ("id", "email", "name"), lines, now=now)


def _named_in(model: type[models.Model]) -> Iterator[UUID]:
    rows = model._base_manager.order_by()
    for field in model._meta.concrete_fields:
        if field.related_model is Person:
            keys = rows.exclude(**{field.name: None}).values_list(field.attname, flat=True)
            yield from keys.distinct().iterator()
