"""What must not be late in the watch of homes: alerts; and how the sources are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Count as CountOf
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.watching import Count, Vital, add_count, add_vital
from bocage.housing.models import Alert, SavedSearch, Source


def _oldest_alert() -> timedelta:
    now = timezone.now()
    followed = Alert.objects.filter(
        told_at=None, due_at__lte=now, search__status=SavedSearch.Status.ACTIVE
    )
    oldest = followed.aggregate(oldest=Min("due_at"))["oldest"]
    return now - oldest if oldest else timedelta(0)


def _sources_by_state() -> Mapping[str, int]:
    active = Source.objects.filter(is_active=True).order_by()
    return dict(active.values_list("state").annotate(count=CountOf("pk")))


add_vital(
    Vital(
        name="alerts",
        label=_("Alertes de logements"),
        limit=timedelta(minutes=30),
        delay=_oldest_alert,
    )
)
add_count(
    Count(
        name="sources",
        help="Sources of listings that are followed, by state.",
        label="state",
        read=_sources_by_state,
    )
)
