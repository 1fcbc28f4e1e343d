"""What becomes of cohorts by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bocage.training.models import Cohort
from bocage.training.operations.enrolments import locked_cohort, tell_small

LOOKED_AT_BEFORE = timedelta(days=14)


def tell_small_cohorts(*, now: datetime | None = None) -> None:
    """Tells the officers of cohorts that begin within two weeks with fewer learners than it
    takes: once each."""
    now = now or timezone.now()
    soon = Cohort.objects.filter(
        state__in=(Cohort.State.SELECTING, Cohort.State.RUNNING),
        starts_on__lte=timezone.localdate(now) + LOOKED_AT_BEFORE,
        seats_taken__lt=F("smallest"),
        small_told_at=None,
    )
    for cohort in soon.order_by("pk"):
        with transaction.atomic():
            tell_small(locked_cohort(cohort), now)
