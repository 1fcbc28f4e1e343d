"""Requests of positions and outlines to the official API: which are due, and how they ended."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from bocage.territory.models import Commune, PositionsUpdate

FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=1)
"""Between two requests that fail, each wait being twice the one before."""
WAIT_FOR_MORE = timedelta(days=30)
"""Until the next request about a département of which the API does not know everything."""
TAKEN_AT_ONCE = 20

INCOMPLETE = Q(latitude=None) | Q(position_source=Commune.PositionSource.GEONAMES) | Q(outline=None)
"""Condition that a commune lacks an official position or its outline."""


def due_departements(*, now: datetime | None = None) -> list[str]:
    """Returns the départements with an incomplete commune whose next request is due, those that
    were never requested first.
    """
    now = now or timezone.now()
    incomplete = Commune.objects.current().filter(INCOMPLETE)
    waiting = PositionsUpdate.objects.filter(due_at__gt=now)
    codes = incomplete.exclude(departement__in=waiting.values("departement"))
    due = set(codes.order_by().values_list("departement", flat=True).distinct())
    ended = dict(PositionsUpdate.objects.values_list("departement", "due_at"))
    never = datetime.min.replace(tzinfo=now.tzinfo)
    return sorted(due, key=lambda code: (ended.get(code, never), code))[:TAKEN_AT_ONCE]


def request_updates(departements: Collection[str]) -> None:
    """Records that these départements are being requested."""
    PositionsUpdate.objects.bulk_create(
        [PositionsUpdate(departement_id=code) for code in departements],
        update_conflicts=True,
        unique_fields=["departement"],
        update_fields=["requested_at"],
    )


def end_updates(departements: Collection[str]) -> None:
    """Records that these départements are no longer being requested; they stay due."""
    PositionsUpdate.objects.filter(departement__in=departements).update(ended_at=timezone.now())


def record_success(departement: str) -> None:
    """Records that the API answered about a département."""
    now = timezone.now()
    PositionsUpdate.objects.filter(departement=departement).update(
        ended_at=now, due_at=now + WAIT_FOR_MORE, failures=0, failure=""
    )


def record_failure(departement: str, failure: str) -> None:
    """Records why the API did not answer; each failure in a row doubles the wait."""
    now = timezone.now()
    update = PositionsUpdate.objects.get(departement=departement)
    update.failures = min(update.failures + 1, 100)
    update.failure = failure[:300]
    update.ended_at = now
    update.due_at = now + min(FIRST_WAIT * 2 ** min(update.failures - 1, 8), LONGEST_WAIT)
    update.save(update_fields=["failures", "failure", "ended_at", "due_at"])
