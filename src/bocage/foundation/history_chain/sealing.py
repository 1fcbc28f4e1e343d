"""Each night, the days that are over become links of the chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from bocage.foundation.advisory_locks import take_advisory_lock
from bocage.foundation.history_chain.versions import (
    LOCK,
    Version,
    columns_of,
    digest_of,
    digest_of_amendments,
    link_of,
    models_of_history,
    versions_between,
)
from bocage.foundation.models import HistoryDay, HistorySeal

LATE_WRITES = timedelta(hours=2)
"""A version bears the moment at which its transaction began: a day is sealed once those that
began on it are over."""
ONE_DAY = timedelta(days=1)


def seal_history(*, now: datetime | None = None) -> list[HistoryDay]:
    """Adds a link for each day that is over since the last one, empty days too. Done twice, it adds
    nothing. The first time, what was there before is of the first day."""
    moment = now or timezone.now()
    end = (moment - LATE_WRITES).astimezone(UTC).date()
    with transaction.atomic():
        take_advisory_lock(LOCK)  # Nothing is amended meanwhile, and no other task seals.
        last = HistoryDay.objects.order_by("-day").first()
        first = last.day + ONE_DAY if last else _first_day(end)
        if first >= end:
            return []
        found = _versions_by_day(first if last else None, end)
        sealed = []
        link = last.link if last else ""
        for day in _days(first, end):
            sealed.append(_seal(day, found.get(day, {}), previous=link, now=moment))
            link = sealed[-1].link
    return sealed


def _seal(
    day: date, tables: dict[type[models.Model], list[Version]], *, previous: str, now: datetime
) -> HistoryDay:
    seals = [
        HistorySeal(
            day_id=day,
            table=model._meta.db_table,
            columns=columns_of(model),
            keys=[version.key for version in versions],
            prints=b"".join(version.print for version in versions),
            digest=digest_of(versions),
        )
        for model, versions in tables.items()
    ]
    link = HistoryDay.objects.create(
        day=day,
        rows=sum(map(len, tables.values())),
        previous=previous,
        link=link_of(day, seals, digest_of_amendments(day), previous),
        sealed_at=now,
    )
    HistorySeal.objects.bulk_create(seals)
    return link


def _versions_by_day(
    first: date | None, end: date
) -> dict[date, dict[type[models.Model], list[Version]]]:
    found: dict[date, dict[type[models.Model], list[Version]]] = defaultdict(dict)
    for model in models_of_history():
        for version in versions_between(model, columns_of(model), first, end):
            found[version.day].setdefault(model, []).append(version)
    return found


def _first_day(end: date) -> date:
    """The day of the oldest version; that before `end` where there is none."""
    oldest = [
        moment.astimezone(UTC).date()
        for model in models_of_history()
        if (moment := model._base_manager.aggregate(at=models.Min("pgh_created_at"))["at"])
    ]
    return min([*oldest, end - ONE_DAY])


def _days(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += ONE_DAY
