"""Erasure of one account: deletes or empties rows, with their history and their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pghistory.models
from django.apps import apps
from django.db import models, transaction
from django.db.models.deletion import Collector

from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.files.photo_sizes import delete_photo

if TYPE_CHECKING:
    from bocage.people.models import Person


@dataclass(kw_only=True)
class Erasure:
    """Erasure of an account under way: the person, their former name, address and telephone number,
    and the numbers of rows removed by title.
    """

    person: Person
    now: datetime
    address: str = ""
    phone: str = ""
    name: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    tables: set[type[models.Model]] = field(default_factory=set)
    """Tables of the erased rows, even without any, so that a test finds those left out."""
    title: str = ""
    """Title under which rows are counted: that of the current eraser."""

    def delete(self, *many: models.QuerySet[Any]) -> None:
        """Deletes rows, their dependent rows, their history, and, once the transaction is
        committed, their files.
        """
        for rows in many:
            self.tables.add(rows.model)
            instances_found = list(rows)
            if not instances_found:
                continue
            self.counts[self.title] += len(instances_found)
            going = _with_dependants(instances_found)
            for model, instances in going.items():
                _drop_files(model, instances)
            rows.model._base_manager.filter(pk__in=[row.pk for row in instances_found]).delete()
            for model, instances in going.items():
                delete_versions(model, [instance.pk for instance in instances])

    def empty(self, rows: models.QuerySet[Any], **values: Any) -> None:
        """Writes nothing in place of words, in rows that stay and in every version of them."""
        self.tables.add(rows.model)
        keys = list(rows.values_list("pk", flat=True))
        if not keys:
            return
        self.counts[self.title] += len(keys)
        rows.model._base_manager.filter(pk__in=keys).update(**values)
        update_versions(rows.model, keys, **values)


def delete_versions(model: type[models.Model], keys: Collection[Any]) -> None:
    """Deletes every version of the rows of these keys, which the role of pages could not."""
    with as_the_instance():
        for event in events_of(model):
            event._base_manager.filter(pgh_obj_id__in=keys).delete()


def update_versions(model: type[models.Model], keys: Collection[Any], **values: Any) -> None:
    """Writes values in every version of the rows of these keys, in the columns that it has."""
    with as_the_instance():
        for event in events_of(model):
            columns = {column.name for column in event._meta.concrete_fields}
            present = {name: value for name, value in values.items() if name in columns}
            if present:
                event._base_manager.filter(pgh_obj_id__in=keys).update(**present)


@cache
def events_of(model: type[models.Model]) -> tuple[type[models.Model], ...]:
    """Returns the models in which the triggers store the versions of a model."""
    return tuple(
        event_model
        for event_model in apps.get_models()
        if issubclass(event_model, pghistory.models.Event)
        and getattr(event_model, "pgh_tracked_model", None) is model
        and any(column.name == "pgh_obj" for column in event_model._meta.concrete_fields)
    )


def _with_dependants(rows: list[Any]) -> dict[type[models.Model], list[Any]]:
    collector = Collector(using="default", origin=rows[0])
    collector.collect(rows)
    going = {model: list(instances) for model, instances in collector.data.items()}
    for some in collector.fast_deletes:
        going.setdefault(some.model, []).extend(some)
    return going


def _drop_files(model: type[models.Model], instances: list[Any]) -> None:
    for column in model._meta.concrete_fields:
        if not isinstance(column, models.FileField):
            continue
        for name in filter(None, (str(getattr(instance, column.name)) for instance in instances)):
            transaction.on_commit(partial(delete_photo, column.storage, name))
