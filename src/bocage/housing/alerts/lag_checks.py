"""Lag of the alerts of homes."""

from datetime import timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.monitoring import add_lag_check
from bocage.housing.searches.models import Alert, SavedSearch


def _oldest_alert() -> timedelta:
    now = timezone.now()
    followed = Alert.objects.filter(
        notified_at=None, due_at__lte=now, search__status=SavedSearch.Status.ACTIVE
    )
    oldest = followed.aggregate(oldest=Min("due_at"))["oldest"]
    return now - oldest if oldest else timedelta(0)


add_lag_check(
    name="alerts",
    label=_("Alertes de logements"),
    limit=timedelta(minutes=30),
    delay=_oldest_alert,
)
