"""Lag checks of bookings."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Count as CountOf
from django.utils import timezone

from bocage.foundation.monitoring import add_count
from bocage.workspaces.scheduling.models.bookings import Booking


def _bookings_of_the_next_day() -> Mapping[str, int]:
    now = timezone.now()
    coming = Booking.objects.filter(
        status__in=(Booking.Status.CONFIRMED, Booking.Status.CHECKED_IN),
        period__endswith__gt=now,
        period__endswith__lte=now + timedelta(days=1),
    )
    return dict(coming.order_by().values_list("status").annotate(count=CountOf("pk")))


add_count(
    name="bookings_next_day",
    help="Bookings that stand and end within twenty-four hours, by status.",
    label="status",
    read=_bookings_of_the_next_day,
)
