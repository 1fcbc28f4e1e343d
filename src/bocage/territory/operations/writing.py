"""Writing of imports: one at a time, in batches, and only changed rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.db.statistics import analyze_after_commit

BATCH = 2_000
IMPORT_LOCK = "territory.import"
"""The advisory lock that keeps two imports from running at once."""

Progress = Callable[[str, int, int], None]
"""Function that receives the current step, the number done, and the total."""


def no_progress(_task_name: str, _done: int, _total: int) -> None:
    """Shows no progress."""


@dataclass
class Counts:
    """Numbers of rows that an import created, changed, left unchanged or removed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


def begin_import() -> None:
    """Waits until no other import writes the territory, for the length of the transaction, after
    which the statistics of the tables that it filled are gathered.
    """
    take_advisory_lock(IMPORT_LOCK)
    analyze_after_commit()


def write_rows[Model: models.Model](
    model: type[Model], rows: list[Model], fields: list[str], progress: Progress
) -> Counts:
    """Creates new rows and updates changed ones, in batches; leaves equal ones alone."""
    present: dict[Any, list[Any]] = {
        key: values for key, *values in model._default_manager.values_list("pk", *fields)
    }
    counts = Counts()
    touched = []
    for row in rows:
        if row.pk not in present:
            counts.new += 1
        elif present[row.pk] != [getattr(row, name) for name in fields]:
            counts.changed += 1
        else:
            counts.unchanged += 1
            continue
        touched.append(row)
    task_name = str(model._meta.verbose_name_plural)
    key = model._meta.pk.name
    update_fields = [model._meta.get_field(name).name for name in fields]
    progress(task_name, counts.unchanged, len(rows))
    for start in range(0, len(touched), BATCH):
        batch = touched[start : start + BATCH]
        model._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=[key], update_fields=update_fields
        )
        progress(task_name, counts.unchanged + start + len(batch), len(rows))
    return counts
