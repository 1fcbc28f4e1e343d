"""Stale sources: late ones, reported once to coordinators."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.feeds import notifications
from bocage.housing.market.models.sources import Source

State = Source.State


@periodic("7-59/15 * * * *", description=_("Prévient quand une source n’envoie plus rien"))
def flag_stale_feeds(*, now: datetime | None = None) -> int:
    """Marks the sources that delivered nothing valid for longer than they may, and sends one
    notification for each silence; returns how many it sent. Forms are filled by people, and may
    well be silent.
    """
    now = now or timezone.now()
    since = Coalesce("last_good_at", "created_at")
    longest = ExpressionWrapper(
        F("quiet_after_hours") * timedelta(hours=1), output_field=DurationField()
    )
    with transaction.atomic():
        quiet = list(
            lock_free_rows(
                Source.objects.filter(is_active=True, warned_at=None)
                .exclude(format=Source.Format.FORM)
                .exclude(Q(last_good_at=None) & Q(fetch_address="") & Q(push_token_digest=""))
                .annotate(quiet_at=since + longest)
                .filter(quiet_at__lte=now)
            ).order_by("pk")
        )
        for source in quiet:
            source.warned_at = now
            if source.state != State.FAILING:
                source.state = State.LATE
            source.save(update_fields=["warned_at", "state"])
            notifications.notify_stale_feed(source)
    return len(quiet)
