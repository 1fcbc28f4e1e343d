"""The history is lawfully changed: words of somebody who is erased go from their versions too.

Whatever changes sealed versions outside of this is a fault that `bocage history verify` names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from bocage.foundation.advisory_locks import share_advisory_lock
from bocage.foundation.history_chain.versions import LOCK, columns_of, versions_of
from bocage.foundation.models import HistoryAmendment, HistoryDay, HistorySeal
from bocage.foundation.web_role import as_the_instance


def remove_versions(versions: models.QuerySet[Any], *, why: str) -> None:
    """Deletes versions; the chain is told of those that are sealed."""
    with _amending():
        sealed = _sealed_keys(versions)
        versions.delete()
        _note(versions.model, dict.fromkeys(sealed, b""), why)


def empty_versions(versions: models.QuerySet[Any], *, why: str, **values: Any) -> None:
    """Writes other values in versions; the chain is told of those that are sealed."""
    with _amending():
        sealed = _sealed_keys(versions)
        versions.update(**values)
        _note(versions.model, _prints_now(versions.model, sealed), why)


@contextmanager
def _amending() -> Iterator[None]:
    """Beside others who amend, and not while a day is sealed."""
    with transaction.atomic(), as_the_instance():
        share_advisory_lock(LOCK)
        yield


def _sealed_keys(versions: models.QuerySet[Any]) -> list[int]:
    last = HistoryDay.objects.order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return []
    end = datetime.combine(last + timedelta(days=1), time(), UTC)
    return list(versions.filter(pgh_created_at__lt=end).values_list("pgh_id", flat=True))


def _prints_now(model: type[models.Model], keys: list[int]) -> dict[int, bytes]:
    """What the versions are like, by the columns that the seal of their day was made of."""
    if not keys:
        return {}
    seals = HistorySeal.objects.filter(table=model._meta.db_table).values_list("day_id", "columns")
    columns_by_day = {day: tuple(columns) for day, columns in seals}
    present = tuple(columns_of(model))
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for version in versions_of(model, present, keys):
        alike[columns_by_day.get(version.day, present)].append(version.key)
    return {
        version.key: version.print
        for columns, some in alike.items()
        for version in versions_of(model, columns, some)
    }


def _note(model: type[models.Model], after: dict[int, bytes], why: str) -> None:
    now = timezone.now()
    HistoryAmendment.objects.bulk_create(
        HistoryAmendment(
            table=model._meta.db_table, version=key, print_after=print_, why=why, amended_at=now
        )
        for key, print_ in after.items()
    )
