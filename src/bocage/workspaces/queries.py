"""What is free: the busy intervals of the database laid over the plans of the places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.workspaces.availability import Interval
from bocage.workspaces.models import Hold


def is_taken(resource_ids: Collection[UUID], wanted: Interval) -> bool:
    """Whether one of the resources is held by somebody in the period: one cheap query."""
    return Hold.objects.filter(
        resource__in=resource_ids,
        period__overlap=DateTimeTZRange(*wanted, "[)"),
        is_holding=True,
    ).exists()


def busy_intervals(
    resource_ids: Collection[UUID], window: Interval
) -> Mapping[UUID, list[Interval]]:
    """The held intervals of resources that meet a window, in order: one query."""
    busy: dict[UUID, list[Interval]] = defaultdict(list)
    rows = (
        Hold.objects.filter(
            resource__in=resource_ids,
            period__overlap=DateTimeTZRange(*window, "[)"),
            is_holding=True,
        )
        .order_by("period")
        .values_list("resource_id", "period")
    )
    for resource_id, period in rows:
        busy[resource_id].append(Interval(period.lower, period.upper))
    return busy
