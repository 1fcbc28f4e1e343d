"""Export of the series of a person; erasure of series and bookings with an account."""

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.erasure import Erasure, before_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.personal_data_rows import full_date, guests_in_words
from bocage.workspaces.series.operations.changes import cancel_series


@before_erasure(rank=700)
def bookings_to_come(erasure: Erasure) -> None:
    """Cancels the bookings and series of a person whose account ends, and releases their spaces.
    Started bookings stay.
    """
    open_ones = Booking.objects.filter(
        booked_for=erasure.person, status__in=Booking.OPEN, period__startswith__gt=erasure.now
    )
    series = BookingSeries.objects.filter(pk__in=open_ones.values("series"))
    for sery in series.order_by("pk"):
        cancel_series(by=erasure.person, series=sery, now=erasure.now)
    for booking in open_ones.order_by("pk"):
        cancel_booking(by=erasure.person, booking=booking, now=erasure.now)


@data_section(
    name="series",
    title=gettext_lazy("Ce que vous réservez régulièrement"),
    rank=33,
    named_in=(
        "workspaces.BookingSeries.booked_for",
        "workspaces.BookingSeries.created_by",
    ),
)
def series_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the rules of a person's series, the latest first; one query."""
    rows = (
        BookingSeries.objects.filter(Q(booked_for=person) | Q(created_by=person))
        .select_related("place")
        .order_by("-created_at", "pk")
    )
    for series in rows[:limit]:
        yield DataItem(
            title=capfirst(str(series.get_frequency_display())),
            detail=[
                series.place.name,
                _("depuis le %(day)s") % {"day": full_date(series.first_on)},
                series.purpose,
                guests_in_words(series.guests),
            ],
        )
