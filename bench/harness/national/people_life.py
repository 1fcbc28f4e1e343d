"""The accounts of all those whom the rows of other rooms name."""

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
    """An account to everybody whom the rows of these tables name, and who has none: what is copied
    is checked by nothing, and would not be taken back from a backup. Returns how many."""
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
